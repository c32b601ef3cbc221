package dev.taskstream.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page at {@code /}.
 */
@BrowserTest
class DemoPageTests extends DemoPage {

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
		countDown(60, "complete");
		awaitCard("Countdown from 60", " s left");

		click("cut");
		awaitCard("Countdown from 60", "Reconnecting");
		Page.awaiting().until(() -> this.page.element("connections").getText(), "0 connections"::equals);
		click("cut");

		awaitCard("Countdown from 60", " s left");
		button("Countdown from 60").click();
		awaitCard("Countdown from 60", "Cancelled");
	}

	@Test
	void aTaskThatEndsWhileTheConnectionIsCutIsShownToHaveEnded() {
		countDown(60, "complete");
		awaitCard("Countdown from 60", " s left");

		click("cut");
		awaitCard("Countdown from 60", "Reconnecting");
		Page.awaiting().until(() -> this.page.<Object>jsAsync("""
				const done = arguments[0];
				const task = document.querySelector('task-progress').getAttribute('stream').replace('/stream', '');
				fetch(task + '/cancel', { method: 'POST' })
				  .then(() => fetch(task))
				  .then((answer) => answer.json())
				  .then(({ status }) => done(status))"""), "CANCELLED"::equals);
		click("cut");

		awaitCard("Countdown from 60", "Cancelled");
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
	void aDoubleClickStartsOneByItsKeyAndTwoClicksStartTwo() {
		this.page.js("""
				document.getElementById('seconds').value = 60;
				window.started = [];
				const fetch = window.fetch;
				window.fetch = async (url, options) => {
				  const answer = await fetch(url, options);
				  if (options?.method === 'POST') started.push((await answer.clone().json()).taskId);
				  return answer;
				}""");

		new Actions(this.page.driver()).doubleClick(this.page.element("start-countdown")).perform();

		this.page.awaitTrue("return started.length === 2 && started[0] === started[1]");
		awaitCard("Countdown from 60", " s left");
		assertThat(cards()).hasSize(1);
		this.page.element("start-countdown").sendKeys(Keys.ENTER);
		Page.awaiting().until(() -> cards().size() == 2);
		cancelAll(2);
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
		cancelAll(20);
	}

	private void cancelAll(int number) {
		this.page.js("document.querySelectorAll('task-progress').forEach("
				+ "(one) => one.shadowRoot.querySelector('button').click())");
		this.page.awaitTrue(
				"return document.querySelectorAll('task-progress[state=cancelled]').length === arguments[0]", number);
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
	void aFullServerIsOneLine() throws IOException {
		this.stage.start(Stage.WORKERS + 100);

		click("start-twenty");
		Page.awaiting()
			.until(() -> this.page.element("notice").getText(),
					"The server has enough to do. Try again in a few seconds."::equals);
		upload("one.txt", "hello world\n");
		WebElement refused = Page.awaiting()
			.until(() -> this.page.driver().findElements(By.cssSelector("#uploads .failed")), (one) -> !one.isEmpty())
			.get(0);
		assertThat(refused.findElement(By.cssSelector("[role=alert]")).getText())
			.isEqualTo("The server has enough to do. Try again in a few seconds.");
		refused.findElement(By.tagName("button")).click();
		assertThat(this.page.driver().findElements(By.cssSelector("#uploads > li"))).isEmpty();
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

}
