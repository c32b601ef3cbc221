package dev.taskstream.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application in a process of its own, on a class path from which the optional
 * jars are taken away.
 */
class WithoutActuatorTests {

	private static final Pattern OPTIONAL = Pattern
		.compile("spring-boot-(starter-)?(actuator|health|micrometer).*|micrometer-(core|jakarta9).*|"
				+ "spring-(orm|jdbc|tx).*|jakarta.persistence-api.*");

	@Test
	void tasksAndStreamsWorkWithoutAnythingOptional() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				requiredJars(), Main.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

			assertThat(output).contains("no actuator", "Taskstream runs", "event: task_completed")
				.doesNotContain("WARN");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String requiredJars() {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> all = Arrays.asList(classPath.split(File.pathSeparator));
		List<String> required = all.stream()
			.filter((path) -> !OPTIONAL.matcher(Path.of(path).getFileName().toString()).matches())
			.toList();
		assertThat(required).hasSizeLessThan(all.size());
		return String.join(File.pathSeparator, required);
	}

	static final class Main {

		private Main() {
		}

		public static void main(String[] arguments) throws IOException, InterruptedException {
			for (String type : List.of("io.micrometer.core.instrument.MeterRegistry",
					"org.springframework.boot.health.contributor.HealthIndicator",
					"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
					"org.springframework.transaction.support.TransactionSynchronization")) {
				try {
					Class.forName(type);
					return;
				}
				catch (ClassNotFoundException ex) {
					// as wanted
				}
			}
			System.out.println("no actuator");
			try (RunningApplication application = RunningApplication.with()) {
				TaskStartResponse started = application.bean(TaskService.class)
					.start(Engines.quick("quick"), null, StartOptions.create().afterCommit());
				System.out.println(application.get(started.streamUrl()).body());
			}
		}

	}

}
