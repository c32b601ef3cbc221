package dev.taskstream.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a worker thread is like before a run, so that the next run finds it the same.
 *
 * @param name the thread's name
 * @param priority the thread's priority
 * @param contextClassLoader the thread's context class loader
 */
record ThreadState(String name, int priority, @Nullable ClassLoader contextClassLoader) {

	/**
	 * Return the state of the calling thread.
	 */
	static ThreadState current() {
		Thread thread = Thread.currentThread();
		return new ThreadState(thread.getName(), thread.getPriority(), thread.getContextClassLoader());
	}

	/**
	 * Undo what a run has done to the calling thread.
	 */
	@SuppressWarnings("ThreadPriorityCheck") // set back, not relied on
	void restore() {
		Thread thread = Thread.currentThread();
		Thread.interrupted();
		MDC.clear();
		if (!thread.getName().equals(this.name)) {
			thread.setName(this.name);
		}
		if (thread.getPriority() != this.priority) {
			thread.setPriority(this.priority);
		}
		thread.setContextClassLoader(this.contextClassLoader);
	}

}
