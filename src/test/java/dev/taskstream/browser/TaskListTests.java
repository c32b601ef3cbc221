package dev.taskstream.browser;

import java.util.List;
import java.util.stream.Stream;

import dev.taskstream.browser.ScriptedServer.Answer;
import dev.taskstream.browser.ScriptedServer.Request;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code <task-list>}: which tasks it finds again, and what it does with them.
 */
@BrowserTest
class TaskListTests extends TaskListPage {

	@Test
	void whatThisBrowserStartedIsFoundAgainFinishedOnesIncluded() {
		openList();
		add("a", "Import");
		add("b", null);
		awaitRows("Import running", "Import running");
		this.tasks.complete("a");

		openList();
		awaitRows("Import running", "Import completed");
		this.page.openTab();
		openList();

		awaitRows("Import running", "Import completed");
	}

	@Test
	void anotherTabShowsATaskThatWasJustStartedOrRemoved() {
		String first = openList();
		String second = this.page.openTab();
		openList();
		awaitEmpty();

		this.page.switchTo(first);
		this.tasks.complete("a");
		add("a", "Orders");
		this.page.switchTo(second);
		awaitRows("Orders completed");

		this.page.switchTo(first);
		removeFirst();
		awaitRows();
		this.page.switchTo(second);
		awaitRows();
	}

	@Test
	void aTaskThatTheServerDoesNotKnowIsForgotten() {
		openList();
		add("a", "Orders");
		add("b", "Customers");
		awaitRows("Customers running", "Orders running");

		this.tasks.lose("b");
		openList();
		awaitRows("Orders running");
		openList();

		awaitRows("Orders running");
		assertThat(stored()).contains("/a/stream").doesNotContain("/b/stream");
	}

	@Test
	void aTaskThatWasSeenDoesNotVanishWhenTheServerLosesIt() {
		openList();
		add("a", "Orders");
		awaitRows("Orders running");

		this.tasks.lose("a");
		this.server.hangUp(TASKS + "/a/stream");

		awaitRows("Orders lost");
		removeFirst();
		awaitEmpty();
		assertThat(this.server.requests()).extracting(Request::method).doesNotContain("DELETE");
	}

	@Test
	void theServersTasksAreShownOnAnotherDeviceToo() {
		this.tasks.complete("a");
		this.tasks.start("b");
		this.tasks.list("b", "a");

		openList();

		awaitRows("Import running", "Import completed");
		assertThat(this.page.<String>js("return localStorage.getItem('taskstream.tasks')")).isIn(null, "[]");
	}

	@Test
	void labelsAreShownToNobodyElseOnceTheCallerHasSignedOut() {
		openList();
		add("b", "Mine without an account");
		awaitRows("Mine without an account running");
		this.tasks.list("a");
		openList();
		add("a", "Salaries");
		awaitRows("Salaries running");
		Page.awaiting().until(() -> stored().contains("\"isOwned\":true"));

		this.tasks.answerListWith(Answer.status(403));
		openList();

		awaitRows("Mine without an account running");
		assertThat(stored()).doesNotContain("Salaries");
	}

	@Test
	void aRefreshFindsWhatWasStartedAndRemovedElsewhere() {
		Stream.of("a", "b", "c").forEach(this.tasks::start);
		this.tasks.list("b", "a");
		openList();
		awaitRows("Import running", "Import running");

		this.tasks.list("c", "b");
		this.page.js("window.kept = list.querySelector('task-progress'); dispatchEvent(new Event('online'))");

		Page.awaiting()
			.until(() -> this.page.<List<Object>>js(
					"return [...list.querySelectorAll('task-progress')].map(({ stream }) => stream.at(-8))"),
					List.of("c", "b")::equals);
		assertThat(this.page.<Boolean>js("return kept === list.querySelectorAll('task-progress')[1]")).isTrue();
	}

	@Test
	void theBaseAddressIsThatOfTheTasksWhereThePageGivesNone() {
		openList();
		this.page.js("list.src = null");
		awaitEmpty();
		this.tasks.list("a");

		add("a", "Orders");

		awaitRows("Orders running");
		Page.awaiting().until(this.server::urls, (urls) -> urls.contains(TASKS));
	}

	@Test
	void aTaskIsRemovedFromTheServer() {
		openList();
		add("a", "Orders");
		awaitRows("Orders running");
		assertThat(removable()).isEmpty();
		this.tasks.complete("b");
		add("b", "Customers");
		awaitRows("Customers completed", "Orders running");
		assertThat(removable()).containsExactly("Remove Customers");

		this.page.js("document.cookie = 'XSRF-TOKEN=secret'");
		removeFirst();

		awaitRows("Orders running");
		assertThat(this.server.requests()).filteredOn((request) -> request.method().equals("DELETE"))
			.singleElement()
			.returns(TASKS + "/b", Request::url)
			.returns("secret", Request::xsrf);
		assertThat(stored()).doesNotContain("Customers");
		this.page.driver().manage().deleteAllCookies();
	}

	@Test
	void theListSaysThatATaskCouldNotBeRemoved() {
		this.tasks.answerRemovalWith(403);
		this.tasks.complete("a");
		openList();
		add("a", "Orders");
		awaitRows("Orders completed");

		removeFirst();
		awaitNotice("The task could not be removed.");
		awaitRows("Orders completed");

		this.tasks.answerRemovalWith(404);
		removeFirst();
		awaitRows();
		awaitNotice("");
	}

	@Test
	void theListSaysThatItCouldNotBeLoadedAndTriesAgain() {
		openList();
		add("a", "Orders");
		awaitRows("Orders running");
		this.tasks.answerListWith(Answer.status(500));

		openList();
		awaitNotice("The tasks could not be loaded.");
		awaitRows("Orders running");

		this.tasks.answerListWith(Answer.page("text/html", "<h1>Sign in</h1>"));
		this.page.jsAsync("list.refresh().then(arguments[0])");
		awaitNotice("The tasks could not be loaded.");

		this.tasks.list();
		this.page.js("dispatchEvent(new Event('online'))");
		awaitNotice("");
		awaitEmpty();
	}

	@Test
	void thePageSaysWhatARowAndNothingLooksLike() {
		openList();
		this.page.js("""
				list.innerHTML = `
				  <template><h3 data-task=label></h3><small data-task=name></small>
				    <task-progress></task-progress><button data-task=remove>×</button></template>
				  <p slot=empty>Start something.</p>`""");
		awaitEmpty();
		assertThat(this.page.<Boolean>js("return list.querySelector('p').checkVisibility()")).isTrue();
		this.tasks.complete("b");

		add("a", "Orders");
		add("b", null);

		awaitRows("Import completed", "Orders running");
		assertThat(this.page.<Boolean>js("return list.querySelector('p').checkVisibility()")).isFalse();
		Page.awaiting()
			.until(() -> this.page.<List<Object>>js(
					"return [...list.querySelectorAll('h3, small, button:not([hidden])')].map((one) => one.textContent)"),
					List.of("Import", "", "×", "Orders", "Import")::equals);
	}

	@Test
	void aBrowserThatStoresNothingShowsTheTasksWhileThePageIsOpen() {
		openList();
		this.page.js("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No') } })");

		add("a", "Orders");
		this.page.jsAsync("list.refresh().then(arguments[0])");

		awaitRows("Orders running");
	}

}
