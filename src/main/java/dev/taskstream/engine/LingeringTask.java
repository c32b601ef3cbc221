package dev.taskstream.engine;

import java.util.List;

import dev.taskstream.TaskLog;

/**
 * A snapshot of a task that has ended while its code still occupies a worker.
 *
 * @param log the log of the task, which has its state and owner
 * @param thread the name of the worker's thread
 * @param stackTrace where the thread is, the innermost call first
 */
public record LingeringTask(TaskLog log, String thread, List<StackTraceElement> stackTrace) {

	/**
	 * Return the stack trace as an exception, for a log.
	 * @return an exception that was never thrown
	 */
	public Throwable stack() {
		WorkerStack stack = new WorkerStack("The stack of " + this.thread);
		stack.setStackTrace(this.stackTrace.toArray(StackTraceElement[]::new));
		return stack;
	}

	private static final class WorkerStack extends Exception {

		WorkerStack(String message) {
			super(message);
		}

	}

}
