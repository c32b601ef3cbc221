package dev.taskstream.browser;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class FloodTests {

	private static final int EVENTS = 3000;

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Test
	void aThousandEventsASecondLeaveThePageAlive() {
		this.page.openTasks();
		double idle = framesPerSecond("setTimeout(stop, 1000)");

		Actor actor = this.stage.start();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(id, "running");
		actor.saysPerSecond(1000, EVENTS);
		actor.completes("done");
		double flooded = framesPerSecond("document.addEventListener('taskcompleted', stop)");

		assertThat(flooded).isGreaterThan(idle / 3);
		this.page.awaitPart(id, "outcome", "done");
		Map<String, Object> last = this.page.js("return told[arguments[0]].progress.at(-1)", id);
		assertThat(last).containsEntry("text", "Event " + EVENTS);
		Long heard = this.page.js("return told[arguments[0]].progress.length", id);
		assertThat(heard).isGreaterThan(EVENTS / 10);
	}

	@Test
	void theElementChangesOnceAFrameHoweverFastEventsCome() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(id, "running");
		this.page.js("""
				window.changes = 0;
				window.frames_ = 0;
				new MutationObserver((records) => changes += records.length)
				  .observe(arguments[0], { childList: true });
				requestAnimationFrame(function count() { frames_++; requestAnimationFrame(count) })""",
				this.page.part(id, "text"));

		actor.saysPerSecond(1000, 1000);
		actor.completes("done");
		this.page.awaitState(id, "completed");

		Long heard = this.page.js("return told[arguments[0]].progress.length", id);
		Long changes = this.page.js("return changes");
		Long frames = this.page.js("return frames_");
		assertThat(changes).isPositive().isLessThan(heard).isLessThanOrEqualTo(frames);
	}

	/**
	 * Counts frames until {@code stop} is called.
	 */
	private double framesPerSecond(String untilStop) {
		Object rate = this.page.jsAsync("""
				const done = arguments[0];
				const begin = performance.now();
				let frames = 0, stopped;
				const stop = () => stopped = true;
				requestAnimationFrame(function count() {
				  frames++;
				  if (stopped) done(frames * 1000.5 / (performance.now() - begin));
				  else requestAnimationFrame(count);
				});
				""" + untilStop);
		return (rate instanceof Number number) ? number.doubleValue() : 0;
	}

}
