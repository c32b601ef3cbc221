package dev.taskstream.neighbours;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.TaskService;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * A small application with a neighbour of Taskstream, on a real port.
 */
final class Neighbourhood implements AutoCloseable {

	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

	private final HttpClient client = HttpClient.newHttpClient();

	private final ServletWebServerApplicationContext context;

	private Neighbourhood(ServletWebServerApplicationContext context) {
		this.context = context;
	}

	static Neighbourhood of(Container container, Class<?> neighbour, String... properties) {
		return of(container, List.of(neighbour), properties);
	}

	static Neighbourhood of(Container container, List<Class<?>> neighbours, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("server.port=0");
		all.add("spring.main.banner-mode=off");
		if (container == Container.JETTY) {
			all.add("spring.autoconfigure.exclude=" + TOMCAT);
		}
		return new Neighbourhood((ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.sources(neighbours.toArray(Class<?>[]::new))
			.registerShutdownHook(false)
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	ServletWebServerApplicationContext context() {
		return this.context;
	}

	TaskService tasks() {
		return this.context.getBean(TaskService.class);
	}

	int port() {
		return this.context.getWebServer().getPort();
	}

	HttpResponse<String> send(String method, String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
			.method(method, BodyPublishers.noBody());
		return this.client.send(((headers.length > 0) ? request.headers(headers) : request).build(),
				BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

	enum Container {

		TOMCAT, JETTY

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
