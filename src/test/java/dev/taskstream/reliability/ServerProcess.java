package dev.taskstream.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service in a process of its own, which is stopped as an operator does it.
 */
final class ServerProcess implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 60;

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final Thread reader = new Thread(this::read, "reads-the-service's-log");

	private ServerProcess(Process process) {
		this.process = process;
		this.reader.start();
	}

	/**
	 * Starts a service and waits until it listens.
	 */
	static ServerProcess start(Class<?> main, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		ServerProcess server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		server.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		return server;
	}

	private void read() {
		try (BufferedReader log = this.process.inputReader()) {
			for (String line = log.readLine(); line != null; line = log.readLine()) {
				this.lines.add(line);
				Matcher started = STARTED.matcher(line);
				if (started.find()) {
					this.port.complete(Integer.valueOf(started.group(1)));
				}
			}
		}
		catch (IOException ex) {
			this.lines.add(ex.toString());
		}
		this.port.completeExceptionally(new IOException("The service did not start: " + this.lines));
	}

	int port() {
		return this.port.join();
	}

	/**
	 * Sends SIGTERM, and goes on reading the log, which {@link Process#destroy()} would
	 * end.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Waits for the exit.
	 * @param seconds how long it may take
	 * @return the exit code
	 */
	int awaitExit(int seconds) throws InterruptedException {
		assertThat(this.process.waitFor(seconds, TimeUnit.SECONDS)).as("an exit after %s", this.lines).isTrue();
		this.reader.join();
		return this.process.exitValue();
	}

	/**
	 * What the service has logged.
	 */
	List<String> lines() {
		return List.copyOf(this.lines);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
