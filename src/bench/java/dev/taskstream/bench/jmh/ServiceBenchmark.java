package dev.taskstream.bench.jmh;

import java.util.concurrent.TimeUnit;

import dev.taskstream.TaskService;
import dev.taskstream.autoconfigure.TaskstreamAutoConfiguration;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * Measures the time of calls to a {@link TaskService}, in an application context without
 * a web server. Four tasks run at a time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class ServiceBenchmark {

	private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

	TaskService openService() {
		TestPropertyValues.of("taskstream.executor.pool-size=4").applyTo(this.context);
		this.context.setServletContext(new MockServletContext());
		this.context.register(TaskstreamAutoConfiguration.class);
		this.context.refresh();
		return this.context.getBean(TaskService.class);
	}

	/** Close the context, which ends the tasks. */
	@TearDown
	public void close() {
		this.context.close();
	}

}
