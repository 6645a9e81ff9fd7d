package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import org.springframework.util.FileSystemUtils;

/**
 * A real Chromium with a fresh profile, that reaches nothing but this machine. A test
 * that asks for one is skipped, and counted as skipped, where the programs
 * {@code chromium} and {@code chromedriver} are not on the path.
 * <p>
 * It remembers what the page wrote to the console and which content security policies
 * were violated, over all pages it opens.
 */
public final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Duration PAUSE = Duration.ofMillis(25);

	private static final String VIOLATION = "csp-violation ";

	/**
	 * A refusal that a page asked for is in the console too; it is no error of the page.
	 */
	private static final Pattern ANSWER = Pattern.compile("Failed to load resource: .* status of [45]\\d\\d.*");

	private final Path profile;

	private final ChromeDriver driver;

	private final List<LogEntry> log = new ArrayList<>();

	private Browser(Chromium chromium, List<String> flags) {
		try {
			this.profile = Files.createTempDirectory("browser");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.driver = chromium.start(this.profile, flags);
		this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
				document.addEventListener('securitypolicyviolation', (event) => console.warn('%s' + JSON.stringify({
				  directive: event.effectiveDirective, blocked: event.blockedURI, source: event.sourceFile,
				  line: event.lineNumber, sample: event.sample })));""".formatted(VIOLATION)));
		size(Screen.DESKTOP);
	}

	/**
	 * Start a browser, or skip the test where there is none.
	 * @param flags further flags of Chromium's command line, for example
	 * {@code --ignore-certificate-errors}; of two rules for the same thing the later wins
	 * @return the browser, with the window of a desktop
	 */
	public static Browser start(String... flags) {
		Optional<Chromium> chromium = Chromium.find();
		Assumptions.assumeTrue(chromium.isPresent(), "Browser test skipped: no chromium and chromedriver on the path");
		return new Browser(chromium.orElseThrow(), List.of(flags));
	}

	/**
	 * Everything else that a browser can do.
	 * @return the driver
	 */
	public ChromeDriver driver() {
		return this.driver;
	}

	public void open(String address) {
		this.driver.get(address);
	}

	/**
	 * Let the visible part of the page have the size of a screen.
	 * @param screen the screen
	 */
	public void size(Screen screen) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", screen.width, "height",
				screen.height, "deviceScaleFactor", 1, "mobile", screen == Screen.PHONE));
	}

	/**
	 * The one element of a CSS selector, waited for.
	 * @param selector the selector
	 * @return the element
	 */
	public WebElement find(String selector) {
		AtomicReference<WebElement> found = new AtomicReference<>();
		await(selector, () -> {
			all(selector).stream().findFirst().ifPresent(found::set);
			return found.get() != null;
		});
		return found.get();
	}

	public List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/**
	 * Click an element as a user does, who scrolls until nothing covers it.
	 * @param selector its CSS selector
	 */
	public void click(String selector) {
		WebElement element = find(selector);
		this.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element);
		element.click();
	}

	/**
	 * Replace the value of a field.
	 * @param selector its CSS selector
	 * @param value the value to type
	 */
	public void type(String selector, String value) {
		WebElement field = find(selector);
		field.clear();
		field.sendKeys(value);
	}

	/**
	 * The visible text of an element, waited for. A page that is just left takes its
	 * elements with it; then it is the text in the page that follows.
	 * @param selector the element's CSS selector
	 * @return the text
	 */
	public String text(String selector) {
		AtomicReference<String> text = new AtomicReference<>();
		await(selector, () -> {
			all(selector).stream().findFirst().ifPresent((element) -> text.set(element.getText()));
			return text.get() != null;
		});
		return text.get();
	}

	/**
	 * Wait for a text in an element.
	 * @param selector the element's CSS selector
	 * @param part what its visible text is to contain
	 */
	public void awaitText(String selector, String part) {
		List<String> seen = new ArrayList<>();
		await(() -> "'%s' in %s, which read %s".formatted(part, selector, seen), () -> {
			seen.clear();
			all(selector).forEach((element) -> seen.add(element.getText()));
			return seen.stream().anyMatch((text) -> text.contains(part));
		});
	}

	/**
	 * Wait for something that the page is expected to do.
	 * @param what what is waited for, for the message
	 * @param happened whether it has happened; an element that is replaced at that moment
	 * counts as not yet
	 */
	public void await(String what, BooleanSupplier happened) {
		await(() -> what, happened);
	}

	private void await(Supplier<String> what, BooleanSupplier happened) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!holds(happened)) {
			if (System.nanoTime() > end) {
				throw new AssertionError("Waited in vain for %s at %s; the console says %s".formatted(what.get(),
						this.driver.getCurrentUrl(), console()));
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private static boolean holds(BooleanSupplier happened) {
		try {
			return happened.getAsBoolean();
		}
		catch (StaleElementReferenceException ex) {
			return false;
		}
	}

	/**
	 * Run a function body in the page.
	 * @param script the body; its {@code return} is the result
	 * @param arguments what it finds as {@code arguments}
	 * @param <T> the type of the result
	 * @return the result
	 */
	@SuppressWarnings("unchecked")
	public <T> T run(String script, Object... arguments) {
		return (T) this.driver.executeScript(script, arguments);
	}

	/**
	 * What was written to the console since the start, network failures included.
	 * @return one line an entry
	 */
	public List<String> console() {
		return entries().map((entry) -> entry.getLevel() + " " + entry.getMessage()).toList();
	}

	/**
	 * The errors in the console, save those that only repeat the status of an answer.
	 * @return one line an entry
	 */
	public List<String> errors() {
		return entries().filter((entry) -> entry.getLevel() == Level.SEVERE)
			.map(LogEntry::getMessage)
			.filter((message) -> !ANSWER.matcher(message).find())
			.toList();
	}

	/**
	 * The violations of a content security policy since the start, those of a policy that
	 * only reports too.
	 * @return the violations, each as JSON
	 */
	public List<String> violations() {
		return entries().map(LogEntry::getMessage)
			.filter((message) -> message.contains(VIOLATION))
			.map((message) -> message.substring(message.indexOf(VIOLATION) + VIOLATION.length()))
			.toList();
	}

	private Stream<LogEntry> entries() {
		this.log.addAll(this.driver.manage().logs().get(LogType.BROWSER).getAll());
		return this.log.stream();
	}

	/**
	 * What axe-core finds serious or critical in the page as it is now.
	 * @return one line a finding: rule, impact, help and the elements
	 */
	public List<String> accessibilityFindings() {
		return Axe.run(this.driver);
	}

	/**
	 * Keep a picture of the visible part of the page as {@code docs/images/NAME.png}, if
	 * pictures are asked for with {@code -Ddocs.images=true}.
	 * @param name the file's name without its ending
	 */
	public void picture(String name) {
		Picture.keep(this.driver, name);
	}

	@Override
	public void close() {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile.toFile());
	}

	/**
	 * The sizes that pages are looked at in, in CSS pixels.
	 */
	public enum Screen {

		/** A small phone, upright. */
		PHONE(390, 844),

		/** A desktop. */
		DESKTOP(1360, 900);

		private final int width;

		private final int height;

		Screen(int width, int height) {
			this.width = width;
			this.height = height;
		}

	}

}
