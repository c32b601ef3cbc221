package dev.taskstream.browser;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The states of {@code <task-progress>}, as attribute, as events and as a person sees
 * them.
 */
@BrowserTest
class ElementStateTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Test
	void aTaskInTheQueueWaits() {
		Actor actor = this.stage.startWaiting();

		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");

		this.page.awaitState(id, "waiting");
		this.page.awaitPart(id, "text", "Waiting");
		assertThat(told(id, "states")).containsExactly("waiting");
	}

	@Test
	void aTaskThatReportsRuns() {
		Actor actor = this.stage.start();
		actor.says("Row 40 of 100", 0.4);

		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");

		this.page.awaitState(id, "running");
		this.page.awaitPart(id, "text", "Row 40 of 100");
		this.page.awaitPart(id, "value", "40%");
		assertThat(told(id, "states")).containsExactly("waiting", "running");
		assertThat(told(id, "progress")).containsExactly(Map.of("text", "Row 40 of 100", "value", 0.4));
	}

	@Test
	void aTaskThatCompletesShowsItsResult() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");

		actor.completes(Map.of("rows", 100));

		this.page.awaitState(id, "completed");
		this.page.awaitPart(id, "outcome", "");
		this.page.awaitPart(id, "value", "100%");
		assertThat(told(id, "ends")).containsExactly(Map.of("rows", 100L));
		assertThat(told(id, "states")).containsExactly("waiting", "running", "completed");
	}

	@Test
	void aTaskThatFailsShowsItsMessage() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");

		actor.fails("row_not_readable", "Row 41 is not readable.");

		this.page.awaitState(id, "failed");
		this.page.awaitPart(id, "outcome", "Row 41 is not readable.");
		assertThat(told(id, "ends")).containsExactly("row_not_readable");
		assertThat(told(id, "states")).containsExactly("waiting", "running", "failed");
	}

	@Test
	void aTaskThatIsCancelledSaysSo() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(id, "running");

		this.page.part(id, "cancel").click();

		this.page.awaitState(id, "cancelled");
		this.page.awaitPart(id, "text", "Cancelled");
		assertThat(told(id, "ends")).containsExactly("cancelled");
	}

	@Test
	void aTaskThatTakesTooLongIsTimedOut() {
		Actor actor = this.stage.start(new Actor(Duration.ofMillis(50)));

		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");

		this.page.awaitState(id, "timed-out");
		this.page.awaitPart(id, "text", "Timed out");
		assertThat(told(id, "ends")).containsExactly("timed_out");
	}

	@Test
	void aTaskThatNobodyKnowsIsLost() {
		this.page.openTasks();
		String id = this.page.show("/api/tasks/" + UUID.randomUUID() + "/stream", "Import");

		this.page.awaitState(id, "lost");
		this.page.awaitPart(id, "outcome", "The server does not know this task any more.");
		assertThat(told(id, "ends")).containsExactly("task_lost");
	}

	@Test
	void anUnknownTaskIsLostWithoutHarmToTheOthers() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String known = this.page.show(actor.streamUrl(), "Import");
		String unknown = this.page.show("/api/tasks/" + UUID.randomUUID() + "/stream", "Import");

		this.page.awaitState(unknown, "lost");
		actor.completes("done");

		this.page.awaitState(known, "completed");
		assertThat(told(known, "states")).containsExactly("waiting", "running", "completed");
	}

	@Test
	void aTaskWhoseConnectionIsCutReconnects() {
		Actor actor = this.stage.start();
		try (Wire wire = new Wire(this.page.port())) {
			this.page.openTasks();
			String id = this.page.show(wire.url(actor.streamUrl()), "Import");
			this.page.awaitState(id, "running");
			this.page.awaitTrue("return performance.now() > 400");

			wire.breakBy(Wire.Breakage.CLOSE);
			this.page.awaitState(id, "reconnecting");
			wire.mend();

			this.page.awaitState(id, "running");
			assertThat(told(id, "states")).containsExactly("waiting", "running", "reconnecting", "running");
		}
	}

	@Test
	void aUrlThatIsNoStreamFails() {
		this.page.openTasks();
		String id = this.page.show("/api/elsewhere", "Import");

		this.page.awaitState(id, "failed");
	}

	@Test
	void aStrictContentSecurityPolicyIsKept() {
		Actor actor = this.stage.start();
		actor.says("Half", 0.5);
		this.page.open("/pages/strict.html");
		this.page.awaitTrue("return window.ready");
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitPart(id, "value", "50%");

		int half = this.page.part(id, "track").getSize().width / 2;
		Page.awaiting().until(() -> this.page.part(id, "bar").getSize().width == half);
		this.page.part(id, "cancel").click();
		this.page.awaitState(id, "cancelled");
		assertThat(this.page.<List<Object>>js("return violations")).isEmpty();
	}

	@Test
	void whatIsInTheSlotsTakesThePlaceOfTheOutcome() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.js("""
				document.getElementById(arguments[0]).innerHTML =
				  '<a slot=result href="#">Open the report</a><p slot=error>Try again</p>'""", id);

		assertThat(this.page.element(id).getText()).doesNotContain("Open the report", "Try again");
		actor.completes("secret");

		this.page.awaitState(id, "completed");
		this.page.awaitTrue("return document.querySelector('a').checkVisibility({ visibilityProperty: true }) "
				+ "&& !document.querySelector('p').checkVisibility()");
	}

	private List<Object> told(String id, String what) {
		List<Object> told = this.page.js("return told[arguments[0]][arguments[1]]", id, what);
		return (told != null) ? told : List.of();
	}

}
