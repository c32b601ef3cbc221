package dev.taskstream.browser;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code <task-progress>} as other code sees it: properties, promises, words.
 */
@BrowserTest
class ElementTests {

	private static final String STREAM = "/scripted/tasks/a/stream";

	private static final String OTHER = "/scripted/tasks/b/stream";

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	@Test
	void itsPropertiesSayWhatIsKnownOfTheTask() {
		this.page.openTasks();
		// Java's form of a locale is not a language tag
		this.page.js("document.documentElement.lang = 'en_US'");
		String id = this.page.show(STREAM, "");
		awaitStream(STREAM);
		assertThat(properties(id)).isEqualTo("waiting,,,,,");

		this.server.send(STREAM,
				ScriptedServer.started("1", "a")
						+ ScriptedServer.event("2", "a", "progress_update", "\"text\":\"Row 1\",\"value\":0.5")
						+ ScriptedServer.completed("3", "a"));
		this.page.awaitState(id, "completed");
		this.page.awaitPart(id, "value", "100%");

		assertThat(properties(id)).isEqualTo("completed,Import,Row 1,0.5,done,");
		assertThat(this.page.jsAsync("element.finished.then(arguments[0])")).isEqualTo("done");
		assertThat(this.page.<Boolean>js("return element.matches(':state(completed)')")).isTrue();
		this.page.awaitTrue("return element.shadowRoot.querySelector('[part=track]').ariaLabel === 'Import'");
		assertThat(states(id)).containsExactly("waiting", "running", "completed");
	}

	@Test
	void theSameStreamDoesNotStartOverAndAnotherDoes() {
		String id = showFailed();
		assertThat(properties(id)).isEqualTo("failed,Import,,,,It broke.");

		this.page.js("element.stream = element.stream; element.setAttribute('stream', element.stream)");
		this.page.js("document.body.append(element)");
		assertThat(properties(id)).isEqualTo("failed,Import,,,,It broke.");
		assertThat(this.server.requests()).hasSize(1);

		this.page.js("element.stream = arguments[0]", OTHER);
		assertThat(properties(id)).isEqualTo("waiting,,,,,");
		awaitStream(OTHER);
		this.page.awaitPart(id, "text", "Waiting");
		this.page.awaitPart(id, "outcome", "");
	}

	@Test
	void anElementWithoutAStreamIsEmpty() {
		this.page.openTasks();
		String id = this.page.show(STREAM, "Import");
		awaitStream(STREAM);
		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.progress("2", "a", "Row 1"));
		this.page.awaitPart(id, "text", "Row 1");

		this.page.js("window.element = document.getElementById(arguments[0]); element.finished.catch("
				+ "({ name }) => window.ended = name); element.stream = null", id);

		this.page.awaitPart(id, "text", "");
		assertThat(this.page.part(id, "cancel").isDisplayed()).isFalse();
		assertThat(this.page.element(id).getDomAttribute("state")).isNull();
		assertThat(properties(id)).isEqualTo(",,,,,");
		this.page.awaitTrue("return window.ended === 'AbortError'");
	}

	@Test
	void itsWordsAndNumbersAreThoseOfThePage() {
		this.page.openTasks();
		this.page.js("""
				const { TaskProgress } = await import('/taskstream/taskstream.js');
				document.documentElement.lang = 'de';
				Object.assign(TaskProgress.words, {
				  cancel: 'Abbrechen', failed: 'Fehlgeschlagen', cancelTask: (name) => `${name} abbrechen`,
				  errors: { broken: 'Das ging schief.' },
				});""");
		String id = this.page.show(STREAM, "Import");
		awaitStream(STREAM);

		this.server.send(STREAM,
				ScriptedServer.event("1", "a", "progress_update", "\"text\":\"Zeile 1\",\"value\":0.5"));
		this.page.awaitPart(id, "value", "50\u00a0%");
		this.page.awaitPart(id, "cancel", "Abbrechen");
		assertThat(this.page.part(id, "cancel").getAccessibleName()).isEqualTo("Import abbrechen");

		this.server.send(STREAM, ScriptedServer.failed("2", "a", "broken"));
		this.page.awaitPart(id, "text", "Fehlgeschlagen");
		this.page.awaitPart(id, "outcome", "Das ging schief.");
	}

	@Test
	void onlyAStringIsShownAsResult() {
		this.page.openTasks();
		String id = this.page.show(STREAM, "Import");
		awaitStream(STREAM);

		this.server.send(STREAM, ScriptedServer.event("1", "a", "task_completed", "\"result\":{\"rows\":100}"));

		this.page.awaitPart(id, "text", "Completed");
		this.page.awaitPart(id, "outcome", "");
		assertThat(this.page.<Map<String, Object>>js("return document.getElementById(arguments[0]).result", id))
			.containsEntry("rows", 100L);
	}

	@Test
	void onlyATaskThatRunsWithoutAValueMoves() {
		this.page.openTasks();
		String id = this.page.show(STREAM, "Import");
		awaitStream(STREAM);
		this.page.awaitPart(id, "text", "Waiting");
		assertThat(animations(id)).isZero();

		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.progress("2", "a", "Row 1"));
		this.page.awaitPart(id, "text", "Row 1");
		assertThat(animations(id)).isOne();

		this.server.send(STREAM, ScriptedServer.failed("3", "a", "broken"));
		this.page.awaitPart(id, "text", "Failed");
		assertThat(animations(id)).isZero();
		Page.awaiting().until(() -> this.page.part(id, "bar").getSize().width == 0);
	}

	@Test
	void aLongTextOrMessageDoesNotPushThePageDown() {
		String words = "Row 1 of 100 ".repeat(200);
		this.page.openTasks();
		String id = this.page.show(STREAM, "Import");
		awaitStream(STREAM);

		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.progress("2", "a", words));
		this.page.awaitPart(id, "text", words);
		assertThat(this.page.element(id).getSize().height).isLessThan(100);

		this.server.send(STREAM, ScriptedServer.event("3", "a", "task_completed", "\"result\":\"" + words + "\""));
		this.page.awaitPart(id, "outcome", words);
		assertThat(this.page.element(id).getSize().height).isLessThan(250);
	}

	private String showFailed() {
		this.page.openTasks();
		String id = this.page.show(STREAM, "Import");
		awaitStream(STREAM);
		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.failed("2", "a", "broken"));
		this.page.awaitState(id, "failed");
		return id;
	}

	private void awaitStream(String url) {
		Page.awaiting().until(this.server::urls, (urls) -> urls.contains(url));
	}

	private String properties(String id) {
		return String.valueOf(this.page.<String>js("""
				window.element = document.getElementById(arguments[0]);
				const { state, name, text, value, result, error } = element;
				return [state, name, text, value, result, error?.message].join()""", id));
	}

	private long animations(String id) {
		Long number = this.page.js("""
				return arguments[0].getAnimations().filter((one) => one instanceof CSSAnimation).length""",
				this.page.part(id, "bar"));
		return (number != null) ? number : -1;
	}

	private List<Object> states(String id) {
		List<Object> told = this.page.js("return told[arguments[0]].states", id);
		return (told != null) ? told : List.of();
	}

}
