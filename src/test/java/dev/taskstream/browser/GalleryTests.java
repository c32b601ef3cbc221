package dev.taskstream.browser;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures of every state in {@code target/screenshots}, as it looks without any style of
 * the page's own.
 */
@BrowserTest
class GalleryTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Test
	void everyStateFitsOnScreensOfAllKinds() {
		try (Wire wire = new Wire(this.page.port())) {
			this.page.openTasks();
			showEnds();
			showRunning();
			showReconnecting(wire);
			show(this.stage.startWaiting(), "Waiting", "waiting");

			for (boolean dark : new boolean[] { false, true }) {
				for (int width : new int[] { 1000, 375 }) {
					this.page.look(width, (width < 500) ? 1100 : 900, dark);
					this.page.screenshot("states-" + ((width < 500) ? "narrow" : "wide") + (dark ? "-dark" : "-light"));

					assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
				}
			}
			this.page.look(1000, 900, false, Map.of("name", "forced-colors", "value", "active"));
			this.page.screenshot("states-forced-colors");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			de    | ltr | Import  | Zeile 40 von 100 | Zeile 41 ist nicht lesbar.
			ar-EG | rtl | استيراد | الصف 40 من 100   | الصف 41 غير مقروء.""")
	void otherLanguagesFit(String language, String direction, String name, String report, String message) {
		this.page.openTasks();
		this.page.jsAsync("speak(arguments[0], arguments[1]).then(arguments[2])", language, direction);
		Actor completed = this.stage.start();
		completed.completes(name + ": " + report);
		show(completed, name, "completed");
		Actor failed = this.stage.start();
		failed.says(report, 0.4);
		failed.fails("row_not_readable", message);
		show(failed, name, "failed");
		Actor english = this.stage.start();
		english.says("Reading customers-and-orders.csv (40%)...", 0.4);
		show(english, name, "running");
		Actor unmeasured = this.stage.start();
		unmeasured.says(report);
		show(unmeasured, name, "running");
		Actor measured = this.stage.start();
		String id = show(measured, name, "running");
		Page.awaiting()
			.until(() -> this.page.<String>js("return arguments[0].textContent", this.page.part(id, "elapsed")),
					(elapsed) -> !elapsed.isEmpty() && !elapsed.endsWith("1") && !elapsed.endsWith("\u0661"));
		measured.says(report, 0.1);
		Page.awaiting().until(() -> this.page.part(id, "remaining").getText(), (text) -> !text.isEmpty());
		show(this.stage.startWaiting(), name, "waiting");

		for (int width : new int[] { 1000, 375 }) {
			this.page.look(width, 500, false);
			this.page.screenshot("states-" + language + ((width < 500) ? "-narrow" : "-wide"));

			assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
		}
	}

	private void showEnds() {
		Actor completed = this.stage.start();
		completed.says("Row 100 of 100", 1);
		completed.completes(Map.of("rows", 100));
		show(completed, "Completed", "completed");
		Actor failed = this.stage.start();
		failed.says("Row 41 of 100", 0.41);
		failed.fails("row_not_readable", "Row 41 is not readable: “2026-13-40” is not a date.");
		show(failed, "Failed", "failed");
		Actor cancelled = this.stage.start();
		cancelled.says("Row 73 of 100", 0.73);
		String id = show(cancelled, "Cancelled", "running");
		this.page.awaitPart(id, "value", "73%");
		this.stage.cancel(cancelled);
		this.page.awaitState(id, "cancelled");
		show(this.stage.start(new Actor(Duration.ofMillis(1))), "Timed out", "timed-out");
		this.page.awaitState(this.page.show("/api/tasks/" + UUID.randomUUID() + "/stream", "Lost"), "lost");
	}

	private void showRunning() {
		Actor unmeasured = this.stage.start();
		unmeasured.says("Looking for rows");
		show(unmeasured, "Running, without a value", "running");
		Actor measured = this.stage.start();
		String id = show(measured, "Running", "running");
		Page.awaiting()
			.until(() -> this.page.<String>js("return arguments[0].textContent", this.page.part(id, "elapsed")),
					"00:03"::equals);
		measured.says("Row 10 of 100", 0.1);
		Page.awaiting().until(() -> this.page.part(id, "remaining").getText(), (text) -> text.endsWith(" left"));
		Actor wordy = this.stage.start();
		wordy.says("Reading /srv/import/2026/november/22/" + "customers-".repeat(12) + "and-orders.csv", 0.08);
		show(wordy, "Running, with a long text", "running");
	}

	private void showReconnecting(Wire wire) {
		Actor actor = this.stage.start();
		actor.says("Row 40 of 100", 0.4);
		String id = this.page.show(wire.url(actor.streamUrl()), "Reconnecting");
		this.page.awaitPart(id, "value", "40%");
		wire.breakBy(Wire.Breakage.RESET);
		this.page.awaitState(id, "reconnecting");
		this.page.part(id, "cancel").click();
		this.page.awaitPart(id, "notice", "The task could not be cancelled.");
	}

	private String show(Actor actor, String label, String state) {
		String id = this.page.show(actor.streamUrl(), label);
		this.page.awaitState(id, state);
		return id;
	}

}
