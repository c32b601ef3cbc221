package dev.taskstream.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.taskstream.TaskInfo;
import dev.taskstream.log.GuardedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link TaskListener}s of an engine. An exception of one affects neither the others
 * nor the run.
 */
final class TaskListeners {

	private static final Logger logger = LoggerFactory.getLogger(TaskListeners.class);

	private final List<TaskListener> listeners = new CopyOnWriteArrayList<>();

	void add(TaskListener listener) {
		this.listeners.add(listener);
	}

	void accepted(TaskRun run) {
		tell((listener) -> listener.accepted(run.log(), run.terms().retention()));
	}

	void ended(Supplier<TaskInfo> task) {
		if (!this.listeners.isEmpty()) {
			TaskInfo info = task.get();
			tell((listener) -> listener.ended(info));
		}
	}

	void rejected() {
		tell(TaskListener::rejected);
	}

	private void tell(Consumer<TaskListener> news) {
		for (TaskListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				GuardedLog.warn(logger, ex, "A task listener failed; it must not throw");
			}
		}
	}

}
