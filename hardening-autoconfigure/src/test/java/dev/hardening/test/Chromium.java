package dev.hardening.test;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The programs of a browser on this machine. Both are named to Selenium, so it looks for
 * none and downloads none.
 *
 * @param browser the browser
 * @param driver its driver
 */
record Chromium(File browser, File driver) {

	/** Would tell of every Chromium newer than itself. Held, or it is collected. */
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private static final String[] FLAGS = { "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
			"--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
			"--disable-background-networking", "--disable-component-update", "--disable-default-apps",
			"--disable-extensions", "--disable-search-engine-choice-screen", "--disable-sync", "--no-proxy-server",
			"--force-color-profile=srgb", "--hide-scrollbars",
			"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1" };

	static Optional<Chromium> find() {
		return program("chromium")
			.flatMap((browser) -> program("chromedriver").map((driver) -> new Chromium(browser, driver)));
	}

	private static Optional<File> program(String name) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> new File(folder, name))
			.filter(File::canExecute)
			.findFirst();
	}

	ChromeDriver start(Path profile, List<String> flags) {
		SELENIUM.setLevel(Level.SEVERE);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(this.browser);
		options.addArguments(FLAGS);
		options.addArguments("--user-data-dir=" + profile);
		options.addArguments(flags);
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
		return new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(this.driver).usingAnyFreePort().build(),
				options);
	}

}
