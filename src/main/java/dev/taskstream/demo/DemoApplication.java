package dev.taskstream.demo;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The demo application. Its settings are default properties rather than an
 * {@code application.properties}, which would be part of the library's jar and apply to
 * other applications.
 */
@SpringBootApplication
public class DemoApplication {

	/**
	 * Start the application.
	 * @param args properties, for example {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(DemoApplication.class);
		application.setDefaultProperties(defaultProperties());
		application.run(args);
	}

	private static Map<String, Object> defaultProperties() {
		Map<String, Object> properties = new LinkedHashMap<>(Map.of("spring.application.name", "taskstream",
				"spring.servlet.multipart.max-file-size", "1GB", "spring.servlet.multipart.max-request-size", "1025MB",
				"spring.servlet.multipart.resolve-lazily", "true", "demo.uploads.max-size", "4GB",
				"server.tomcat.max-swallow-size", "1100MB", "spring.web.resources.static-locations",
				"classpath:/META-INF/resources/,classpath:/demo/static/", "spring.mvc.problemdetails.enabled", "true",
				"taskstream.error-messages", "all"));
		// The client of Redis is there for the relay only
		properties.put("demo.exclude.none",
				"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration");
		properties.put("spring.autoconfigure.exclude", "${demo.exclude.${taskstream.relay:none}:}");
		properties.put("spring.data.redis.repositories.enabled", "false");
		return properties;
	}

}
