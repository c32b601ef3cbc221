package dev.taskstream.scenario;

import java.util.ArrayList;
import java.util.List;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A task that overflows its stack while it reports harms nothing but itself.
 */
@Timeout(60)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "taskstream.executor.pool-size=8")
class DeepRecursionTests extends StreamScenario {

	private static final int ROUNDS = 3;

	@Test
	void everyWatcherGetsTheEndAndNothingHangsAfterwards() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			List<StreamRecorder> watchers = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				TaskStartResponse started = this.tasks.start(new Recursion());
				watchers.add(StreamRecorder.open(Address.of(this.port, started.streamUrl())));
			}
			for (StreamRecorder watcher : watchers) {
				List<StreamRecorder.Event> story = watcher.rest();
				assertThat(story.get(story.size() - 1).errorCode()).isEqualTo("task_failed");
				watcher.close();
			}
		}
		Puppet puppet = new Puppet();
		try (StreamRecorder after = StreamRecorder.open(Address.of(this.port, this.tasks.start(puppet).streamUrl()))) {
			puppet.reports("still alive").completes(null);
			assertThat(after.rest()).hasSize(3);
		}
		await().until(() -> this.streams.size() == 0);
	}

	private static final class Recursion extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void none, ProgressHandle progress) {
			descend(0, progress);
			return null;
		}

		private void descend(int depth, ProgressHandle progress) {
			if (depth % 20 == 0) {
				progress.report("depth " + depth);
			}
			descend(depth + 1, progress);
		}

	}

}
