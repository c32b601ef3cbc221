package dev.taskstream.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.taskstream.demo.DemoApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The network fails at every point of a task's story. What the page was told in the end
 * is what the task did, once and in order.
 */
@BrowserTest
class CutConnectionTests {

	/** What every task reports, one after the other. */
	private static final List<List<Object>> STORY = IntStream.rangeClosed(1, 5)
		.mapToObj((row) -> List.<Object>of("Row " + row, row / 8.0))
		.toList();

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@ParameterizedTest
	@EnumSource
	void nothingIsLostOrDoubled(Wire.Breakage breakage) {
		List<Watched> watched = new ArrayList<>();
		List<Wire> wires = new ArrayList<>();
		try (Wire shared = new Wire(this.page.port())) {
			wires.add(shared);
			this.page.openTasks();
			for (int cut = 0; cut <= STORY.size(); cut++) {
				Wire own = new Wire(this.page.port());
				wires.add(own);
				watched.add(watch(own, cut));
				watched.add(watch(shared, cut));
			}
			watched.forEach(this::playUntilCut);
			this.page.awaitTrue("return settled()");

			wires.forEach((wire) -> wire.breakBy(breakage));
			watched.forEach((one) -> say(one.actor(), one.cut(), one.cut() + 1));
			if (breakage != Wire.Breakage.BLACK_HOLE) {
				watched.forEach((one) -> this.page
					.awaitTrue("return watched[arguments[0]].states.includes('reconnecting')", one.index()));
			}
			watched.forEach((one) -> say(one.actor(), one.cut() + 1, STORY.size()));
			wires.forEach(Wire::mend);
			if (breakage == Wire.Breakage.BLACK_HOLE) {
				wakeUp();
			}
			watched.forEach((one) -> one.actor().completes("done"));

			watched.forEach(this::wasToldAllOnce);
		}
		finally {
			wires.forEach(Wire::close);
		}
	}

	private void wasToldAllOnce(Watched one) {
		awaitEnd(one.index());
		assertThat(log(one.index(), "progress")).as("cut after %s reports", one.cut()).isEqualTo(STORY);
		assertThat(log(one.index(), "ends")).containsExactly(Map.of("result", "done"));
		assertThat(log(one.index(), "states")).filteredOn((state) -> !"reconnecting".equals(state))
			.startsWith("running")
			.endsWith("completed")
			.containsOnlyOnce("completed");
	}

	@Test
	void aTaskThatStartsWhileTheConnectionIsCutIsFollowedFromItsStart() {
		Actor actor = this.stage.startWaiting();
		try (Wire wire = new Wire(this.page.port())) {
			this.page.openTasks();
			int index = watch(wire.url(actor.streamUrl()));
			Page.awaiting().until(() -> this.stage.openStreams() == 1);

			wire.breakBy(Wire.Breakage.RESET);
			say(actor, 0, STORY.size());
			actor.completes("done");
			this.stage.makeRoomFor(actor);
			wire.mend();

			awaitEnd(index);
			assertThat(log(index, "progress")).isEqualTo(STORY);
			assertThat(log(index, "states")).endsWith("completed");
		}
	}

	@Test
	void theEndIsToldThoughItCameWhileTheConnectionWasCut() {
		Actor actor = this.stage.start();
		try (Wire wire = new Wire(this.page.port())) {
			this.page.openTasks();
			int index = watch(wire.url(actor.streamUrl()));
			this.page.awaitTrue("return watched[arguments[0]].states.includes('running')", index);

			wire.breakBy(Wire.Breakage.CLOSE);
			actor.fails("broken", "It broke.");
			Page.awaiting().until(() -> this.stage.status(actor).isFinal());
			wire.mend();

			awaitEnd(index);
			assertThat(log(index, "ends")).containsExactly(
					Map.of("name", "TaskError", "code", "broken", "message", "It broke.", "status", "FAILED"));
		}
	}

	@Test
	void aTaskIsLostWhenTheServerRestarts() {
		List<Actor> actors = this.stage.start(3);
		try (Wire alone = new Wire(this.page.port());
				Wire shared = new Wire(this.page.port());
				ConfigurableApplicationContext restarted = new SpringApplicationBuilder(DemoApplication.class)
					.run("--server.port=0")) {
			this.page.openTasks();
			watch(alone.url(actors.get(0).streamUrl()));
			watch(shared.url(actors.get(1).streamUrl()));
			watch(shared.url(actors.get(2).streamUrl()));
			this.page.awaitTrue("return watched.every(({ states }) => states.includes('running'))");

			for (Wire wire : List.of(alone, shared)) {
				wire.breakBy(Wire.Breakage.RESET);
				wire.leadTo(restarted.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
				wire.mend();
			}

			for (int index = 0; index < actors.size(); index++) {
				awaitEnd(index);
				assertThat(log(index, "ends")).singleElement()
					.hasToString("{code=task_lost, message=The server does not know this task any more., "
							+ "name=TaskError, status=LOST}");
				assertThat(log(index, "states")).endsWith("lost");
			}
		}
	}

	@Test
	void aServerThatSendsStreamsAwayIsAskedAgain() {
		Actor actor = this.stage.start();
		this.stage.refuseStreams(true);
		this.page.openTasks();
		int index = watch(actor.streamUrl());

		Page.awaiting().until(() -> {
			wakeUp();
			return log(index, "states").contains("reconnecting");
		});
		this.stage.refuseStreams(false);
		wakeUp();

		this.page.awaitTrue("return watched[arguments[0]].states.at(-1) === 'running'", index);
		assertThat(log(index, "states")).containsExactly("reconnecting", "running");
	}

	@Test
	void anAbortEndsTheWatchingAndNotTheTask() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		int index = watch(actor.streamUrl());
		Page.awaiting().until(() -> this.stage.openStreams() == 1);

		this.page.js("watched[arguments[0]].abort(new Error('enough'))", index);

		Page.awaiting().until(() -> this.stage.openStreams() == 0);
		assertThat(this.page.<String>js("return watched[arguments[0]].ends[0].message", index)).isEqualTo("enough");
		assertThat(this.stage.status(actor).isFinal()).isFalse();
	}

	private Watched watch(Wire wire, int cut) {
		Actor actor = this.stage.start();
		return new Watched(actor, watch(wire.url(actor.streamUrl())), cut);
	}

	private int watch(String url) {
		Long index = this.page.js("return watch(arguments[0])", url);
		return Math.toIntExact((index != null) ? index : -1);
	}

	private void playUntilCut(Watched one) {
		say(one.actor(), 0, one.cut());
		this.page.awaitTrue(
				"const { states, progress } = watched[arguments[0]];"
						+ "return states.includes('running') && progress.length === arguments[1]",
				one.index(), one.cut());
	}

	private static void say(Actor actor, int from, int to) {
		STORY.subList(Math.min(from, to), Math.min(to, STORY.size()))
			.forEach((report) -> actor.says((String) report.get(0), (double) report.get(1)));
	}

	/** A black hole tells nobody; a computer that wakes up is told that it is online. */
	private void wakeUp() {
		this.page.js("asleep += 60e3; dispatchEvent(new Event('online'))");
	}

	private void awaitEnd(int index) {
		this.page.awaitTrue("return watched[arguments[0]].ends.length > 0", index);
	}

	private List<Object> log(int index, String what) {
		List<Object> log = this.page.js("return watched[arguments[0]][arguments[1]]", index, what);
		return (log != null) ? log : List.of();
	}

	private record Watched(Actor actor, int index, int cut) {

	}

}
