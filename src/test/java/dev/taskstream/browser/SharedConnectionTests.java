package dev.taskstream.browser;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight tabs of a browser that allows six connections. Whatever happens to a tab or to
 * the worker that holds the connection, each tab is told what the tasks did, once and in
 * order.
 */
@BrowserTest
class SharedConnectionTests extends ManyTabs {

	@Test
	void eightTabsHoldOneConnectionAndARequestGoesThrough() throws InterruptedException {
		Actor common = this.stage.start();
		List<Actor> own = this.stage.start(TABS);
		openTabs("/pages/tasks.html?shared");
		for (int i = 0; i < TABS; i++) {
			this.page.switchTo(this.tabs.get(i));
			watch(common.streamUrl());
			watch(own.get(i).streamUrl());
		}
		inEachTab(() -> awaitRunning(2));
		Page.awaiting().until(() -> this.stage.openStreams() == 1);

		assertThat(this.page.jsAsync(
				"""
						const done = arguments[1];
						fetch(arguments[0].replace(/stream$/, 'cancel'), { method: 'POST' }).then(({ status }) => done(status))""",
				own.get(0).streamUrl()))
			.isEqualTo(202L);
		play(common, 0, REPORTS);
		common.completes("done");

		inEachTab(() -> wasToldAllOnce(0));
		assertThat(this.stage.openStreams()).isOne();
		own.forEach(this.stage::cancel);
		Page.awaiting().until(() -> this.stage.openStreams() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "closed", "navigated", "crashed", "frozen" })
	void aTabThatGoesCostsTheOthersNothing(String fate) throws Exception {
		Actor actor = this.stage.start();
		Actor own = this.stage.start();
		openTabs("/pages/tasks.html?shared");
		inEachTab(() -> watch(actor.streamUrl()));
		play(actor, 0, 4);
		inEachTab(() -> awaitReports(4));

		String first = this.tabs.remove(0);
		this.page.switchTo(first);
		watch(own.streamUrl());
		awaitRunning(2);
		switch (fate) {
			case "closed" -> this.page.closeTab(first);
			case "navigated" -> this.page.open("/pages/bare.html");
			case "crashed" -> {
				this.page.switchTo(this.tabs.get(0));
				this.tools.crash(first);
			}
			default -> this.page.driver().executeCdpCommand("Page.setWebLifecycleState", Map.of("state", "frozen"));
		}
		play(actor, 4, REPORTS);
		actor.completes("done");

		if (fate.equals("crashed")) {
			// With the process of the tab goes the worker that was started in it
			inEachTab(this::missesDeadWorker);
		}
		inEachTab(() -> wasToldAllOnce(0));
		if (fate.equals("frozen")) {
			this.page.switchTo(first);
			this.page.driver().executeCdpCommand("Page.setWebLifecycleState", Map.of("state", "active"));
			wasToldAllOnce(0);
			own.completes("done");
		}
		// Its own task is not watched any more
		Page.awaiting().until(() -> this.stage.openStreams() == 0);
	}

	@Test
	void aWorkerThatDiesCostsAReconnectAndNotAnEvent() throws Exception {
		Actor actor = this.stage.start();
		openTabs("/pages/tasks.html?shared");
		inEachTab(() -> watch(actor.streamUrl()));
		play(actor, 0, 4);
		inEachTab(() -> awaitReports(4));

		this.tools.killSharedWorker();
		Page.awaiting().until(() -> this.stage.openStreams() == 0);
		play(actor, 4, 8);
		inEachTab(this::missesDeadWorker);
		Page.awaiting().until(() -> this.stage.openStreams() == 1);
		play(actor, 8, REPORTS);
		inEachTab(() -> awaitReports(REPORTS));
		assertThat(this.stage.openStreams()).isOne();
		actor.completes("done");

		inEachTab(() -> wasToldAllOnce(0));
	}

	@ParameterizedTest
	@EnumSource(names = "BLACK_HOLE", mode = EnumSource.Mode.EXCLUDE)
	void aCutIsHealedForAllTabs(Wire.Breakage breakage) throws InterruptedException {
		Actor actor = this.stage.start();
		try (Wire wire = new Wire(this.page.port())) {
			openTabs("/pages/tasks.html?shared");
			inEachTab(() -> watch(wire.url(actor.streamUrl())));
			play(actor, 0, 4);
			inEachTab(() -> awaitReports(4));
			this.page.awaitTrue("return settled()");

			wire.breakBy(breakage);
			play(actor, 4, REPORTS);
			inEachTab(() -> this.page.awaitTrue("return watched[0].states.includes('reconnecting')"));
			wire.mend();
			actor.completes("done");

			inEachTab(() -> wasToldAllOnce(0));
		}
	}

	@Test
	void aTabThatJoinsLateIsToldTheStorySoFar() {
		Actor actor = this.stage.start();
		this.page.openSharedTasks();
		watch(actor.streamUrl());
		play(actor, 0, 4);
		awaitReports(4);

		this.page.openTab();
		this.page.openSharedTasks();
		watch(actor.streamUrl());
		awaitReports(4);
		play(actor, 4, REPORTS);
		actor.fails("broken", "It broke.");

		this.page.awaitTrue("return watched[0].ends.length > 0");
		assertThat(log("progress")).isEqualTo(STORY);
		assertThat(log("states")).containsExactly("running", "failed");
		assertThat(log("ends"))
			.containsExactly(Map.of("name", "TaskError", "code", "broken", "message", "It broke.", "status", "FAILED"));
	}

	@Test
	void anAbortInOneTabLeavesTheOthers() {
		Actor actor = this.stage.start();
		this.page.openSharedTasks();
		String first = this.page.driver().getWindowHandle();
		watch(actor.streamUrl());
		awaitRunning(1);
		this.page.openTab();
		this.page.openSharedTasks();
		watch(actor.streamUrl());
		awaitRunning(1);

		this.page.js("watched[0].abort(new Error('enough'))");
		this.page.awaitTrue("return watched[0].ends[0]?.message === 'enough'");
		assertThat(this.stage.openStreams()).isOne();
		this.page.switchTo(first);
		this.page.js("watched[0].abort(new Error('enough'))");

		Page.awaiting().until(() -> this.stage.openStreams() == 0);
	}

	@Test
	void aUrlThatIsNoStreamIsATypeError() {
		this.page.openSharedTasks();

		watch("/api/elsewhere");

		this.page.awaitTrue("return watched[0].ends[0]?.name === 'TypeError'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw new Error('No worker for this page')",
			"return new BrowserSharedWorker('/pages/none.js', options)",
			"return new BrowserSharedWorker('data:text/javascript,onconnect=()=>{}', options)" })
	void aTabThatGetsNoWorkerGoesOnAlone(String instead) {
		Actor actor = this.stage.start();
		this.page.openSharedTasks();
		this.page.js("window.BrowserSharedWorker = SharedWorker;" + "window.SharedWorker = function(address, options) {"
				+ instead + "}");

		watch(actor.streamUrl());
		play(actor, 0, REPORTS);
		actor.completes("done");

		Page.awaiting().until(() -> {
			this.page.js("hurry()");
			return !log("ends").isEmpty();
		});
		wasToldAllOnce(0);
	}

	/**
	 * A tab asks the worker at intervals, and takes it for dead when the next interval
	 * has elapsed without an answer.
	 */
	private void missesDeadWorker() {
		this.page.js("hurry()");
		this.page.js("hurry()");
	}

	@Test
	void aStrictContentSecurityPolicyAllowsTheWorker() {
		List<Actor> actors = this.stage.start(2);
		for (Actor actor : actors) {
			this.page.openTab();
			this.page.open("/pages/strict.html?shared");
			this.page.awaitTrue("return window.ready");
			watch(actor.streamUrl());
			awaitRunning(1);
			assertThat(this.page.<List<Object>>js("return violations")).isEmpty();
		}

		Page.awaiting().until(() -> this.stage.openStreams() == 1);
	}

}
