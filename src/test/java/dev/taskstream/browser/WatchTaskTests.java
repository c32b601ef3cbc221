package dev.taskstream.browser;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page and its code do to the module, rather than the server.
 */
@BrowserTest
class WatchTaskTests {

	private static final String STREAM = "/scripted/tasks/a/stream";

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	@Test
	void aPageThatWakesUpWhenItsLastTaskHasJustEndedOpensNothing() {
		openAndWatch("""
				window.broken = [];
				addEventListener('error', ({ message }) => broken.push(message));
				window.ended = watchTask(arguments[0]).then(() => {
				  asleep += 60e3;
				  dispatchEvent(new Event('online'));
				  dispatchEvent(new Event('pageshow'));
				})""");

		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.completed("2", "a"));
		this.page.jsAsync("ended.then(() => setTimeout(arguments[0], 100))");

		assertThat(this.page.<List<Object>>js("return broken")).isEmpty();
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void aSignalKeepsNoListenerOfATaskThatHasEnded() {
		openAndWatch("""
				const { signal } = new AbortController();
				window.listeners = 0;
				signal.addEventListener = () => listeners++;
				signal.removeEventListener = () => listeners--;
				window.ended = watchTask(arguments[0], { signal })""");
		assertThat(this.page.<Long>js("return listeners")).isOne();

		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.completed("2", "a"));
		this.page.jsAsync("ended.then(arguments[0])");

		assertThat(this.page.<Long>js("return listeners")).isZero();
	}

	@Test
	void aCallbackThatThrowsHarmsNoOther() {
		openAndWatch(
				"""
						window.heard = [];
						window.broken = 0;
						addEventListener('error', () => broken++);
						watchTask(arguments[0], { onProgress() { throw new Error('A bug of the page') } });
						window.ended = watchTask(arguments[0], { onProgress: ({ text }, { name }) => heard.push(text, name) })""");

		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.progress("2", "a", "Row 1")
				+ ScriptedServer.completed("3", "a"));
		this.page.jsAsync("ended.then(arguments[0])");

		assertThat(this.page.<List<Object>>js("return heard")).containsExactly("Row 1", "Import");
		assertThat(this.page.<Long>js("return broken")).isOne();
	}

	@Test
	void aWorkerWatchesWithoutAPageAndASecondCopyOfTheModuleDoesNoHarm() {
		this.page.openTasks();

		Object imported = this.page
			.jsAsync("import('/taskstream/task-progress.js?again').then(arguments[0], arguments[0])");
		this.page.js(
				"""
						const module = location.origin + '/taskstream/taskstream.js';
						window.worker = new Worker(URL.createObjectURL(new Blob([`
						  import { watchTask } from '${module}';
						  watchTask('${location.origin + arguments[0]}').then(postMessage, ({ message }) => postMessage(message));
						`], { type: 'text/javascript' })), { type: 'module' });
						worker.onmessage = ({ data }) => window.answered = data""",
				STREAM);
		Page.awaiting().until(this.server::urls, (urls) -> urls.contains(STREAM));
		this.server.send(STREAM, ScriptedServer.started("1", "a") + ScriptedServer.completed("2", "a"));

		this.page.awaitTrue("return window.answered === 'done'");
		assertThat(String.valueOf(imported)).doesNotContain("Error");
	}

	private void openAndWatch(String script) {
		this.page.openTasks();
		this.page.js(script, STREAM);
		Page.awaiting().until(this.server::urls, (urls) -> urls.contains(STREAM));
	}

}
