package dev.taskstream.scenario;

import java.net.URI;

import dev.taskstream.TaskService;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * An application that a test starts and stops by itself.
 */
final class RunningService implements AutoCloseable {

	private final ServletWebServerApplicationContext context;

	private final int port;

	private RunningService(ServletWebServerApplicationContext context) {
		this.context = context;
		this.port = context.getWebServer().getPort();
	}

	static RunningService start(String... arguments) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(ScenarioApplication.class)
			.properties("server.port=0")
			.registerShutdownHook(false);
		return new RunningService((ServletWebServerApplicationContext) application.run(arguments));
	}

	ServletWebServerApplicationContext context() {
		return this.context;
	}

	int port() {
		return this.port;
	}

	URI address(String path) {
		return Address.of(this.port, path);
	}

	TaskService tasks() {
		return this.context.getBean(TaskService.class);
	}

	StreamCounters counters() {
		return this.context.getBean(StreamCounters.class);
	}

	OpenStreams streams() {
		return this.context.getBean(OpenStreams.class);
	}

	/**
	 * Stops the application from another thread.
	 */
	Thread beginStop() {
		Thread thread = new Thread(this.context::close, "stops-the-application");
		thread.start();
		return thread;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
