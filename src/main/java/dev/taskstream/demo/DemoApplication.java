package dev.taskstream.demo;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The runnable service. Its settings are defaults, so that everything can be configured
 * from outside; they are not in an {@code application.properties}, which the library
 * would carry into other applications.
 */
@SpringBootApplication
public class DemoApplication {

	/**
	 * Starts the service.
	 * @param args properties, for example {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(DemoApplication.class);
		application.setDefaultProperties(Map.of("spring.application.name", "taskstream",
				"spring.servlet.multipart.max-file-size", "1GB", "spring.servlet.multipart.max-request-size", "1025MB",
				"spring.web.resources.static-locations", "classpath:/META-INF/resources/,classpath:/demo/static/",
				"spring.mvc.problemdetails.enabled", "true", "taskstream.error-messages", "all"));
		application.run(args);
	}

}
