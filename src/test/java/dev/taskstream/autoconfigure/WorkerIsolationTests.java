package dev.taskstream.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run finds its thread as a new one would be, whatever the run before has done to it.
 */
class WorkerIsolationTests {

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskstreamAutoConfiguration.class))
		.withPropertyValues("taskstream.executor.pool-size=1");

	@AfterEach
	void reset() {
		INHERITABLE.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
	}

	@Test
	void whatARunLeavesOnItsThreadReachesNoOtherRun() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
		this.runner.run((context) -> {
			TaskService tasks = context.getBean(TaskService.class);
			String before = run(tasks, WorkerIsolationTests::state);

			run(tasks, () -> {
				SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("alice", "secret"));
				LocaleContextHolder.setLocale(Locale.JAPAN);
				RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
				MDC.put("tenant", "alice");
				TENANT.set("alice");
				Thread thread = Thread.currentThread();
				thread.setName("alice");
				thread.setPriority(Thread.MIN_PRIORITY);
				thread.setContextClassLoader(new URLClassLoader(new URL[0]));
				thread.interrupt();
				return state();
			});

			assertThat(run(tasks, WorkerIsolationTests::state)).isEqualTo(before).doesNotContain("alice");
		});
	}

	@Test
	void workerInheritsNothingOfTheThreadThatStartsIt() {
		this.runner.run((context) -> {
			ClassLoader loader = Thread.currentThread().getContextClassLoader();
			INHERITABLE.set("secret");
			Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
			try {
				assertThat(run(context.getBean(TaskService.class),
						() -> INHERITABLE.get() + Thread.currentThread().getContextClassLoader()))
					.isEqualTo("null" + loader);
			}
			finally {
				Thread.currentThread().setContextClassLoader(loader);
			}
		});
	}

	private static String state() {
		Thread thread = Thread.currentThread();
		return thread.getName() + thread.getPriority() + thread.getContextClassLoader() + thread.isInterrupted()
				+ SecurityContextHolder.getContext().getAuthentication() + LocaleContextHolder.getLocale()
				+ RequestContextHolder.getRequestAttributes() + MDC.get("tenant") + TENANT.get();
	}

	private static String run(TaskService tasks, Supplier<String> work) {
		CompletableFuture<String> said = new CompletableFuture<>();
		tasks.start(new BaseTask<Void, Void>() {

			@Override
			protected @Nullable Void execute(Void none, ProgressHandle progress) {
				said.complete(work.get());
				return null;
			}

		});
		return said.join();
	}

}
