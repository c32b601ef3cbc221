package dev.taskstream.bench.server;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.springframework.boot.SpringApplication;

/**
 * Runs a measured server until its standard input ends, so that it does not outlive the
 * driver.
 */
public final class ServerMain {

	private ServerMain() {
	}

	/**
	 * Start the server and write its port and the milliseconds since the start of the JVM
	 * to a file.
	 * @param args the application's class, the file, then properties
	 * @throws Exception if the application does not start
	 */
	public static void main(String[] args) throws Exception {
		SpringApplication application = new SpringApplication(Class.forName(args[0]), VitalsController.class);
		String[] properties = Arrays.copyOfRange(args, 2, args.length);
		String port = application.run(properties).getEnvironment().getRequiredProperty("local.server.port");
		long millis = ManagementFactory.getRuntimeMXBean().getUptime();
		Files.writeString(Path.of(args[1]), port + " " + millis);
		System.in.transferTo(OutputStream.nullOutputStream());
		Runtime.getRuntime().halt(0);
	}

}
