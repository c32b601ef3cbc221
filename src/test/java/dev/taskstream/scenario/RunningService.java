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
public final class RunningService implements AutoCloseable {

	private final ServletWebServerApplicationContext context;

	private final int port;

	private RunningService(ServletWebServerApplicationContext context) {
		this.context = context;
		this.port = context.getWebServer().getPort();
	}

	public static RunningService start(String... arguments) {
		return start(ScenarioApplication.class, arguments);
	}

	public static RunningService start(Class<?> source, String... arguments) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(source).properties("server.port=0")
			.registerShutdownHook(false);
		return new RunningService((ServletWebServerApplicationContext) application.run(arguments));
	}

	public ServletWebServerApplicationContext context() {
		return this.context;
	}

	public int port() {
		return this.port;
	}

	public URI address(String path) {
		return Address.of(this.port, path);
	}

	public TaskService tasks() {
		return this.context.getBean(TaskService.class);
	}

	public StreamCounters counters() {
		return this.context.getBean(StreamCounters.class);
	}

	public OpenStreams streams() {
		return this.context.getBean(OpenStreams.class);
	}

	/**
	 * Stops the application from another thread.
	 */
	public Thread beginStop() {
		Thread thread = new Thread(this.context::close, "stops-the-application");
		thread.start();
		return thread;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
