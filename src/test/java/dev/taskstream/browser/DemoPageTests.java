package dev.taskstream.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page at {@code /}.
 */
@BrowserTest
class DemoPageTests {

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

	@Test
	void filesAreDigestedAndTheirResultsShown() throws IOException {
		upload("one.txt", "hello world\n");
		upload("two.txt", "");

		awaitCard("one.txt", "Completed");
		assertThat(cardText("one.txt")).contains("FileDigest")
			.contains("a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447", "bytes12", "lines1",
					"words2");
		awaitCard("two.txt", "Completed");
	}

	@Test
	void aCountdownThatFailsShowsWhy() {
		countDown(1, "fail");

		awaitCard("Countdown from 1", "Failed");
		assertThat(cardText("Countdown from 1")).contains("The countdown was asked to fail.");
	}

	@Test
	void aCountdownIsCancelled() {
		countDown(60, "complete");
		awaitCard("Countdown from 60", " s left");

		button("Countdown from 60").click();

		awaitCard("Countdown from 60", "Cancelled");
		click("clear");
		Page.awaiting().until(() -> cards().isEmpty());
		openAgain();
		Page.awaiting().until(() -> this.page.driver().findElement(By.cssSelector("[slot=empty]")).isDisplayed());
	}

	@Test
	void aCutConnectionReconnectsAndGoesOnWhereItWas() {
		countDown(4, "complete");
		awaitCard("Countdown from 4", " s left");

		click("cut");
		awaitCard("Countdown from 4", "Reconnecting");
		Page.awaiting().until(() -> this.page.element("connections").getText(), "0 connections"::equals);
		click("cut");

		awaitCard("Countdown from 4", " s left");
		awaitCard("Countdown from 4", "Completed");
	}

	@Test
	void aTaskThatEndsWhileTheConnectionIsCutIsShownToHaveEnded() {
		countDown(1, "complete");
		awaitCard("Countdown from 1", " s left");

		click("cut");
		awaitCard("Countdown from 1", "Reconnecting");
		Page.awaiting().until(() -> this.page.<Object>jsAsync("""
				const done = arguments[0];
				const stream = document.querySelector('task-progress').getAttribute('stream');
				fetch(stream.replace('/stream', '')).then((answer) => answer.json())
				  .then(({ status }) => done(status))"""), "COMPLETED"::equals);
		click("cut");

		awaitCard("Countdown from 1", "Completed");
	}

	@Test
	void aReloadAndAnotherTabFindAllTasks() {
		countDown(1, "fail");
		countDown(60, "complete");
		awaitCard("Countdown from 1", "Failed");

		openAgain();
		awaitCard("Countdown from 60", " s left");
		awaitCard("Countdown from 1", "The countdown was asked to fail.");
		this.page.openTab();
		openAgain();

		awaitCard("Countdown from 1", "Failed");
		awaitCard("Countdown from 60", " s left");
		Page.awaiting().until(() -> this.page.element("connections").getText(), "1 connection"::equals);
		Page.awaiting().until(() -> this.stage.openStreams() == 1);
		button("Countdown from 60").click();
		awaitCard("Countdown from 60", "Cancelled");
	}

	@Test
	void aDoubleClickStartsOne() {
		this.page.js("document.getElementById('seconds').value = 60");

		new Actions(this.page.driver()).doubleClick(this.page.element("start-countdown")).perform();

		awaitCard("Countdown from 60", " s left");
		assertThat(cards()).hasSize(1);
		button("Countdown from 60").click();
		awaitCard("Countdown from 60", "Cancelled");
		assertThat(cards()).hasSize(1);
	}

	@Test
	void anUploadIsCancelled() throws IOException {
		this.page.driver().executeCdpCommand("Network.enable", Map.of());
		limitUploadTo(50_000);
		try {
			upload("large.txt", "Long work on the server, followed live in the page.\n".repeat(100_000));
			WebElement bar = Page.awaiting()
				.until(() -> this.page.driver().findElements(By.cssSelector("#uploads progress")),
						(bars) -> !bars.isEmpty())
				.get(0);
			this.page.awaitTrue("return arguments[0].value > 0", bar);

			this.page.driver().findElement(By.cssSelector("#uploads button")).click();

			assertThat(this.page.driver().findElements(By.cssSelector("#uploads > li"))).isEmpty();
			assertThat(cards()).isEmpty();
		}
		finally {
			limitUploadTo(-1);
		}
	}

	@Test
	void twentyCountdownsHoldOneConnection() {
		click("start-twenty");

		Page.awaiting().until(() -> cards().size() == 20);
		Page.awaiting().until(() -> this.page.element("connections").getText(), "1 connection"::equals);
		Page.awaiting().until(() -> this.stage.openStreams() == 1);
		this.page.js("document.querySelectorAll('task-progress').forEach("
				+ "(one) => one.shadowRoot.querySelector('button').click())");
		this.page.awaitTrue("return document.querySelectorAll('task-progress[state=cancelled]').length === 20");
	}

	@Test
	void aProblemIsShownInItsOwnWords() {
		this.page.js("document.getElementById('seconds').removeAttribute('min')");
		countDown(0, "complete");

		Page.awaiting().until(() -> this.page.element("notice").isDisplayed());
		assertThat(this.page.element("notice").getText()).isEqualTo("Seconds must be greater than or equal to 1.");
		assertThat(cards()).isEmpty();
	}

	@Test
	void aServerThatIsAwayIsAProblemToo() {
		try (Wire wire = new Wire(this.page.port())) {
			this.page.driver().get(wire.url("/"));
			this.page.awaitTrue("return customElements.get('task-list') !== undefined");
			wire.breakBy(Wire.Breakage.RESET);

			countDown(5, "complete");

			Page.awaiting().until(() -> this.page.element("notice").getText(), "The server cannot be reached."::equals);
		}
	}

	@Test
	void thePageFitsOnScreensOfAllKinds() throws IOException {
		look("empty");
		upload("report.txt", "Long work on the server, followed live in the page.\n".repeat(900));
		awaitCard("report.txt", "Completed");
		countDown(1, "fail");
		awaitCard("Countdown from 1", "Failed");
		countDown(12, "complete");
		awaitCard("Countdown from 12", "8 s left");
		this.page.look(900, 780, false);
		Path picture = this.page.screenshot("taskstream");
		look("tasks");
		click("cut");
		awaitCard("Countdown from 12", "Reconnecting");
		look("cut");

		assertThat(Files.size(picture)).isLessThan(150_000);
		button("Countdown from 12").click();
		this.page.awaitTrue("return document.querySelector('[state=reconnecting]').shadowRoot"
				+ ".querySelector('button').ariaDisabled === 'true'");
	}

	private void openAgain() {
		this.page.open("/");
		this.page.awaitTrue("return customElements.get('task-list') !== undefined");
	}

	private void limitUploadTo(int bytesPerSecond) {
		this.page.driver()
			.executeCdpCommand("Network.emulateNetworkConditions", Map.of("offline", false, "latency", 0,
					"downloadThroughput", -1, "uploadThroughput", bytesPerSecond));
	}

	private void look(String name) {
		for (boolean dark : new boolean[] { false, true }) {
			for (int width : new int[] { 1200, 390 }) {
				this.page.look(width, (width < 500) ? 1300 : 950, dark);
				this.page
					.screenshot("demo-" + name + ((width < 500) ? "-phone" : "-desktop") + (dark ? "-dark" : "-light"));

				assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
			}
		}
	}

	private void upload(String name, String content) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), content);
		this.page.element("files").sendKeys(file.toString());
	}

	private void countDown(int seconds, String outcome) {
		this.page.js("document.getElementById('seconds').value = arguments[0];"
				+ "document.getElementById('outcome').value = arguments[1]", seconds, outcome);
		click("start-countdown");
	}

	private void click(String id) {
		this.page.element(id).click();
	}

	private void awaitCard(String title, String text) {
		Page.awaiting().until(() -> cardText(title), (shown) -> shown.contains(text));
	}

	/**
	 * What a card says, with the parts of its element, which are hidden from
	 * {@code getText}.
	 */
	private String cardText(String title) {
		return String.valueOf(this.page.<String>js("""
				const card = [...document.querySelectorAll('#tasks > [role=listitem]')]
				  .find((card) => card.innerText.startsWith(arguments[0]));
				const parts = card?.querySelector('task-progress')?.shadowRoot.querySelectorAll(':not(style)') ?? [];
				return [card?.innerText, ...[...parts].map((part) => part.textContent)].join('\\n')""", title));
	}

	private WebElement button(String title) {
		WebElement card = Page.awaiting()
			.until(() -> cards().stream().filter((one) -> one.getText().startsWith(title)).findFirst().orElse(null),
					(found) -> found != null
							&& !found.findElements(By.cssSelector("[state=running], [state=reconnecting]")).isEmpty());
		SearchContext shadow = card.findElement(By.tagName("task-progress")).getShadowRoot();
		return shadow.findElement(By.cssSelector("button"));
	}

	private List<WebElement> cards() {
		return this.page.driver().findElements(By.cssSelector("#tasks > [role=listitem]"));
	}

}
