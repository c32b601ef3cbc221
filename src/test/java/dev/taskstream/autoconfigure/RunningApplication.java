package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.BaseTask;
import dev.taskstream.TaskService;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * An application with Taskstream on a port of its own.
 */
final class RunningApplication implements AutoCloseable {

	private final ServletWebServerApplicationContext context;

	private RunningApplication(ServletWebServerApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts with properties such as {@code server.tomcat.max-connections=50}.
	 */
	static RunningApplication with(String... properties) {
		return with(Object.class, properties);
	}

	static RunningApplication with(Class<?> configuration, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1"));
		List.of(properties).forEach((property) -> arguments.add("--" + property));
		return new RunningApplication(
				(ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class, configuration)
					.web(WebApplicationType.SERVLET)
					.run(arguments.toArray(String[]::new)));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean hasBean(Class<?> type) {
		return this.context.getBeanNamesForType(type).length > 0;
	}

	String start(BaseTask<Void, ?> task) {
		return bean(TaskService.class).start(task).streamUrl();
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request(path), HttpResponse.BodyHandlers.ofString());
	}

	HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).build();
	}

	int port() {
		return this.context.getWebServer().getPort();
	}

	Connector connector() {
		return ((TomcatWebServer) this.context.getWebServer()).getTomcat().getConnector();
	}

	AbstractHttp11Protocol<?> protocol() {
		return (AbstractHttp11Protocol<?>) connector().getProtocolHandler();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
