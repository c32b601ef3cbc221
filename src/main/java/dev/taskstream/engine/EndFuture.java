package dev.taskstream.engine;

import java.util.concurrent.CompletableFuture;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;

/**
 * A {@link CompletableFuture} that completes when a task has ended, in whatever way.
 */
final class EndFuture extends CompletableFuture<TaskInfo> {

	private EndFuture() {
	}

	static CompletableFuture<TaskInfo> of(TaskLog log) {
		EndFuture future = new EndFuture();
		TaskSubscription subscription = log.subscribe(0, () -> future.look(log));
		future.whenComplete((info, ex) -> subscription.close());
		future.look(log);
		return future;
	}

	private void look(TaskLog log) {
		TaskInfo info = log.info();
		if (info.status().isFinal()) {
			complete(info);
		}
	}

}
