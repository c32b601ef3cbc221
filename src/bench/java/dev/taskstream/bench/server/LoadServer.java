package dev.taskstream.bench.server;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;

/**
 * Starts a measured server. It ends when its standard input does, so it does not survive
 * the driver.
 */
final class LoadServer {

	/** The tests' settings lie on the same class path and must not be measured. */
	private static final String NO_FILES = "optional:classpath:/no-such-folder/";

	private static final Map<String, Object> DEFAULTS = Map.ofEntries(Map.entry("server.address", "127.0.0.1"),
			Map.entry("server.port", "0"), Map.entry("server.tomcat.max-connections", "20000"),
			Map.entry("server.tomcat.accept-count", "4096"), Map.entry("server.tomcat.max-keep-alive-requests", "-1"),
			Map.entry("logging.level.root", "warn"), Map.entry("taskstream.executor.pool-size", "600"),
			Map.entry("taskstream.stream.max-streams", "20000"), Map.entry("taskstream.stream.history", "2048"));

	private LoadServer() {
	}

	/**
	 * Runs a server until the driver goes.
	 * @param args the file that takes the port, then properties
	 */
	static void run(Class<?> server, String[] args) throws IOException {
		System.setProperty("spring.config.location", NO_FILES);
		SpringApplication application = new SpringApplication(server, JobController.class);
		application.setDefaultProperties(DEFAULTS);
		application.setBannerMode(Banner.Mode.OFF);
		application.addListeners(new WebServerPortFileWriter(new File(args[0])));
		application.run(args);
		System.in.transferTo(OutputStream.nullOutputStream());
		Runtime.getRuntime().halt(0);
	}

}
