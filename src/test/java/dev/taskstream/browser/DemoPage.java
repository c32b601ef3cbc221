package dev.taskstream.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo's page, as its tests use it.
 */
abstract class DemoPage {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@TempDir
	Path folder;

	@BeforeEach
	void open() {
		this.page.open("/");
		this.page.js("localStorage.clear()");
		openAgain();
	}

	void openAgain() {
		this.page.open("/");
		this.page.awaitTrue("return customElements.get('task-list') !== undefined");
	}

	void limitUploadTo(int bytesPerSecond) {
		this.page.driver()
			.executeCdpCommand("Network.emulateNetworkConditions", Map.of("offline", false, "latency", 0,
					"downloadThroughput", -1, "uploadThroughput", bytesPerSecond));
	}

	void look(String name) {
		for (boolean dark : new boolean[] { false, true }) {
			for (int width : new int[] { 1200, 390 }) {
				this.page.look(width, (width < 500) ? 1300 : 950, dark);
				this.page
					.screenshot("demo-" + name + ((width < 500) ? "-phone" : "-desktop") + (dark ? "-dark" : "-light"));

				assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
			}
		}
	}

	void upload(String name, String content) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), content);
		this.page.element("files").sendKeys(file.toString());
	}

	void countDown(int seconds, String outcome) {
		this.page.js("document.getElementById('seconds').value = arguments[0];"
				+ "document.getElementById('outcome').value = arguments[1]", seconds, outcome);
		click("start-countdown");
	}

	void click(String id) {
		this.page.element(id).click();
	}

	void awaitCard(String title, String text) {
		Page.awaiting().until(() -> cardText(title), (shown) -> shown.contains(text));
	}

	/**
	 * What a card says, with the parts of its element, which are hidden from
	 * {@code getText}.
	 */
	String cardText(String title) {
		return String.valueOf(this.page.<String>js("""
				const card = [...document.querySelectorAll('#tasks > [role=listitem]')]
				  .find((card) => card.innerText.startsWith(arguments[0]));
				const parts = card?.querySelector('task-progress')?.shadowRoot.querySelectorAll(':not(style)') ?? [];
				return [card?.innerText, ...[...parts].map((part) => part.textContent)].join('\\n')""", title));
	}

	WebElement button(String title) {
		WebElement card = Page.awaiting()
			.until(() -> cards().stream().filter((one) -> one.getText().startsWith(title)).findFirst().orElse(null),
					(found) -> found != null
							&& !found.findElements(By.cssSelector("[state=running], [state=reconnecting]")).isEmpty());
		SearchContext shadow = card.findElement(By.tagName("task-progress")).getShadowRoot();
		return shadow.findElement(By.cssSelector("button"));
	}

	List<WebElement> cards() {
		return this.page.driver().findElements(By.cssSelector("#tasks > [role=listitem]"));
	}

}
