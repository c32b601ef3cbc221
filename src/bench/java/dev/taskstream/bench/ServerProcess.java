package dev.taskstream.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.taskstream.bench.Server.Container;
import dev.taskstream.bench.server.ServerMain;

/**
 * A server in a process of its own, on a port that it has chosen.
 */
final class ServerProcess implements AutoCloseable {

	static final Path OUTPUT = Path.of("target", "bench");

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final long START_SECONDS = 60;

	/** The settings of the tests are on the same class path and must not be measured. */
	private static final List<String> SETTINGS = List.of("--spring.config.location=optional:classpath:/none/",
			"--spring.main.banner-mode=off", "--logging.level.root=warn", "--server.address=127.0.0.1",
			"--server.port=0");

	private static final List<String> ROOM_FOR_LOAD = List.of("--server.tomcat.max-connections=20000",
			"--server.tomcat.accept-count=4096", "--server.tomcat.max-keep-alive-requests=-1",
			"--taskstream.executor.pool-size=600", "--taskstream.stream.max-streams=20000",
			"--taskstream.stream.history=2048");

	private final Process process;

	private final int port;

	private final double startMillis;

	private ServerProcess(Process process, String announcement) {
		String[] parts = announcement.split(" ");
		this.process = process;
		this.port = Integer.parseInt(parts[0]);
		this.startMillis = Double.parseDouble(parts[1]);
	}

	static ServerProcess start(Server server, Container container, Options options)
			throws IOException, InterruptedException {
		return start(server, container, options, List.of());
	}

	static ServerProcess start(Server server, Container container, Options options, List<String> more)
			throws IOException, InterruptedException {
		Files.createDirectories(OUTPUT);
		String name = (server + "-" + container).toLowerCase(Locale.ROOT).replace('_', '-');
		Path announcement = OUTPUT.resolve(name + ".port").toAbsolutePath();
		Files.deleteIfExists(announcement);
		List<String> command = new ArrayList<>();
		command.addAll(List.of(JAVA, "-Xmx" + options.heap(), "-XX:+ExitOnOutOfMemoryError", "-cp",
				server.classPath(container), ServerMain.class.getName(), server.application().getName(),
				announcement.toString()));
		command.addAll(SETTINGS);
		command.addAll(server.isEmpty() ? List.of() : ROOM_FOR_LOAD);
		command.addAll(more);
		File log = OUTPUT.resolve(name + ".log").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
			.start();
		return new ServerProcess(process, await(announcement, process, log));
	}

	private static String await(Path announcement, Process process, File log) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		while (!Files.exists(announcement) || Files.size(announcement) == 0) {
			if (!process.isAlive() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
				process.destroyForcibly();
				throw new IOException("The server did not start, see " + log);
			}
			TimeUnit.MILLISECONDS.sleep(20);
		}
		return Files.readString(announcement);
	}

	int port() {
		return this.port;
	}

	Control control() {
		return new Control(this.port);
	}

	/** Return the time from the start of the JVM until the application had started. */
	double startMillis() {
		return this.startMillis;
	}

	/**
	 * Return the processor time used so far, in user and system mode. Linux counts it in
	 * steps of 10 ms.
	 */
	Duration cpu() throws IOException {
		return this.process.toHandle()
			.info()
			.totalCpuDuration()
			.orElseThrow(() -> new IOException("The server has died, or this JDK cannot tell its processor time"));
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

}
