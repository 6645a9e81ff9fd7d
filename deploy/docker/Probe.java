import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks the application in the same container whether it is ready, where there is neither
 * a shell nor curl. Ends with 0 when it is, else with 1.
 */
final class Probe {

	private Probe() {
	}

	public static void main(String[] args) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).timeout(Duration.ofSeconds(4)).build();
		try {
			int status = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
			System.exit((status == 200) ? 0 : 1);
		}
		catch (IOException ex) {
			System.exit(1);
		}
	}

}
