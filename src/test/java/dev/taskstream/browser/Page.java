package dev.taskstream.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

/**
 * The page that the browser shows, of one server.
 */
final class Page {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final ChromeDriver driver;

	private final int port;

	Page(ChromeDriver driver, int port) {
		this.driver = driver;
		this.port = port;
	}

	ChromeDriver driver() {
		return this.driver;
	}

	String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	int port() {
		return this.port;
	}

	void open(String path) {
		this.driver.get(url(path));
	}

	/**
	 * Opens the page that imports the module and writes down what it is told.
	 */
	void openTasks() {
		open("/pages/tasks.html");
		awaitTrue("return window.ready");
	}

	/**
	 * Opens the page so that it shares its connections with other tabs.
	 */
	void openSharedTasks() {
		open("/pages/tasks.html?shared");
		awaitTrue("return window.ready");
	}

	/**
	 * Makes a new tab the one that the page is in.
	 */
	String openTab() {
		this.driver.switchTo().newWindow(WindowType.TAB);
		return this.driver.getWindowHandle();
	}

	void switchTo(String tab) {
		this.driver.switchTo().window(tab);
	}

	void closeTab(String tab) {
		switchTo(tab);
		this.driver.close();
		switchTo(this.driver.getWindowHandles().iterator().next());
	}

	void leave() {
		List<String> tabs = List.copyOf(this.driver.getWindowHandles());
		tabs.subList(1, tabs.size()).forEach(this::closeTab);
		switchTo(tabs.get(0));
		this.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
		this.driver.get("about:blank");
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T js(String script, Object... arguments) {
		return (T) this.driver.executeScript(script, arguments);
	}

	@Nullable Object jsAsync(String script, Object... arguments) {
		return this.driver.executeAsyncScript(script, arguments);
	}

	/**
	 * Adds an element that watches a stream, and returns its id.
	 */
	String show(String streamUrl, String label) {
		return String.valueOf(this.<String>js("return show(...arguments)", streamUrl, label));
	}

	WebElement element(String id) {
		return this.driver.findElement(By.id(id));
	}

	/**
	 * What is inside an element of ours.
	 */
	WebElement part(String id, String part) {
		SearchContext shadow = element(id).getShadowRoot();
		return shadow.findElement(By.cssSelector("[part=" + part + "]"));
	}

	void awaitState(String id, String state) {
		awaiting().until(() -> element(id).getDomAttribute("state"), state::equals);
	}

	void awaitPart(String id, String part, String text) {
		awaiting().until(() -> this.<String>js("return arguments[0].textContent", part(id, part)), text::equals);
	}

	void awaitTrue(String script, Object... arguments) {
		awaiting().until(() -> this.<Object>js(script, arguments), Boolean.TRUE::equals);
	}

	static ConditionFactory awaiting() {
		return await().pollDelay(ofMillis(0)).pollInterval(ofMillis(25)).atMost(ofSeconds(20));
	}

	/**
	 * As it looks on a screen of a width in light or dark.
	 */
	void look(int width, int height, boolean dark) {
		look(width, height, dark, Map.of("name", "forced-colors", "value", "none"));
	}

	void look(int width, int height, boolean dark, Map<String, String> feature) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
				List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"), feature)));
		jsAsync("""
				const done = arguments[0];
				requestAnimationFrame(() => requestAnimationFrame(() => Promise.allSettled(document.getAnimations()
				  .filter((one) => one instanceof CSSTransition).map((one) => one.finished)).then(done)))""");
	}

	Path screenshot(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			return Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
