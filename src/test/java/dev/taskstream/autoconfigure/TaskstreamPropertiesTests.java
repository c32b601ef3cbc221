package dev.taskstream.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskstreamPropertiesTests {

	private static TaskstreamProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("taskstream",
				TaskstreamProperties.class);
	}

	@Test
	void defaultsAreThePromisedOnes() {
		TaskstreamProperties properties = bind(Map.of());

		assertThat(properties.timeout()).isEqualTo(Duration.ofHours(1));
		assertThat(properties.retention()).isEqualTo(Duration.ofHours(24));
		assertThat(properties.maxFinished()).isEqualTo(10_000);
		assertThat(properties.errorMessages()).isEqualTo(TaskstreamProperties.ErrorMessages.TASK_EXCEPTIONS_ONLY);
		assertThat(properties.shutdownGrace()).isZero();
		assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(properties.executor().effectivePoolSize())
			.isEqualTo(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
		assertThat(properties.executor().queueCapacity()).isEqualTo(100);
		assertThat(properties.stream().history()).isEqualTo(256);
		assertThat(properties.stream().maxStreams()).isEqualTo(10_000);
		assertThat(properties.stream().keepAlive()).isEqualTo(Duration.ofSeconds(15));
		assertThat(properties.stream().stallTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(properties.stream().flushWindow()).isZero();
		assertThat(properties.cors().allowedOrigins()).containsExactly("*");
	}

	@Test
	void theLimitsThemselvesAreAllowed() {
		TaskstreamProperties properties = bind(Map.of("taskstream.timeout", "0", "taskstream.retention", "1ns",
				"taskstream.max-finished", "0", "taskstream.shutdown-grace", "0", "taskstream.shutdown-timeout", "0",
				"taskstream.executor.pool-size", "1", "taskstream.executor.queue-capacity", "0",
				"taskstream.stream.history", "8", "taskstream.stream.max-streams", "1", "taskstream.error-messages",
				"task-exceptions-only"));

		assertThat(properties.executor().effectivePoolSize()).isEqualTo(1);
		assertThat(properties.errorMessages()).isEqualTo(TaskstreamProperties.ErrorMessages.TASK_EXCEPTIONS_ONLY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			timeout                 | -1s  | must not be negative, but is PT-1S
			retention               | 0s   | must be more than zero, but is PT0S
			retention               | -1m  | must be more than zero, but is PT-1M
			max-finished            | -1   | must be at least 0, but is -1
			shutdown-grace          | -1s  | must not be negative, but is PT-1S
			shutdown-timeout        | -1s  | must not be negative, but is PT-1S
			executor.pool-size      | 0    | must be at least 1, but is 0
			executor.queue-capacity | -1   | must be at least 0, but is -1
			stream.history          | 7    | must be at least 8, but is 7
			stream.max-streams      | 0    | must be at least 1, but is 0
			stream.keep-alive       | 0s   | must be more than zero, but is PT0S
			stream.stall-timeout    | 0s   | must be more than zero, but is PT0S
			stream.flush-window     | -1ms | must not be negative, but is PT-0.001S
			""")
	void whatIsBeyondALimitIsRefusedByName(String property, String value, String complaint) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("taskstream." + property, value)))
			.havingRootCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage("taskstream." + property + " " + complaint);
	}

}
