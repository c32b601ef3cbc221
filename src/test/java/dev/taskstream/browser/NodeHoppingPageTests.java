package dev.taskstream.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.redis.RedisRelay;
import dev.taskstream.redis.RedisServer;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that is sent to another node whenever its connection is cut, as behind a load
 * balancer.
 */
@BrowserTest
class NodeHoppingPageTests {

	private static final int HOPS = 6;

	@Autowired
	Page page;

	private final List<RunningService> nodes = new ArrayList<>();

	private RedisServer redis;

	@BeforeEach
	void startNodes() throws Exception {
		this.redis = RedisServer.start();
		for (int i = 0; i < 2; i++) {
			RunningService node = RunningService.start(this.redis.argumentsWithTimeout("10s"));
			Page.awaiting().until(() -> node.context().getBean(RedisRelay.class).state().available());
			this.nodes.add(node);
		}
	}

	@AfterEach
	void stopNodes() throws Exception {
		this.nodes.forEach(RunningService::close);
		if (this.redis != null) {
			this.redis.close();
		}
	}

	@Test
	void nothingIsLostOrDoubled() {
		Dictated task = new Dictated();
		TaskStartResponse started = this.nodes.get(0).tasks().start(task, null);
		List<Object> texts = new ArrayList<>();
		try (Wire wire = new Wire(this.nodes.get(0).port())) {
			this.page.openTasks();
			this.page.js("watch(arguments[0])", wire.url(started.streamUrl()));
			for (int hop = 1; hop <= HOPS; hop++) {
				texts.add("before hop " + hop);
				task.texts.add("before hop " + hop);
				this.page.awaitTrue("return watched[0].progress.length === arguments[0]", texts.size());
				wire.breakBy(Wire.Breakage.RESET);
				texts.add("during hop " + hop);
				task.texts.add("during hop " + hop);
				wire.leadTo(this.nodes.get(hop % 2).port());
				wire.mend();
			}
			task.texts.add(Dictated.END);
			this.page.awaitTrue("return watched[0].ends.length > 0");
		}

		List<List<Object>> progress = this.page.js("return watched[0].progress");
		assertThat(progress).extracting((report) -> report.get(0)).isEqualTo(texts);
		assertThat(this.page.<Object>js("return watched[0].ends")).isEqualTo(List.of(Map.of("result", "done")));
	}

	/**
	 * Reports what it is given.
	 */
	private static final class Dictated extends BaseTask<Void, String> {

		private static final String END = "that is all";

		private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

		@Override
		protected String execute(Void nothing, ProgressHandle progress) throws Exception {
			for (String text = this.texts.take(); !text.equals(END); text = this.texts.take()) {
				progress.report(text);
			}
			return "done";
		}

	}

}
