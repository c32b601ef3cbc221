package dev.taskstream.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * A {@link ThreadPoolTaskExecutor} whose threads inherit nothing of the thread that has
 * them created, which may serve a request: no inheritable thread-local, no context class
 * loader.
 */
final class IsolatedTaskExecutor extends ThreadPoolTaskExecutor {

	private final @Nullable ClassLoader contextClassLoader = ClassUtils.getDefaultClassLoader();

	@Override
	@SuppressWarnings("ThreadPriorityCheck") // what the application's customizer has set
	public Thread createThread(Runnable work) {
		Thread thread = new Thread(getThreadGroup(), work, nextThreadName(), 0, false);
		thread.setPriority(getThreadPriority());
		thread.setDaemon(isDaemon());
		thread.setContextClassLoader(this.contextClassLoader);
		return thread;
	}

}
