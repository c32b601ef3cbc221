package dev.taskstream.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server in a process of its own, on a port that it has chosen.
 */
final class ServerProcess implements AutoCloseable {

	private static final long START_SECONDS = 60;

	private final Process process;

	private final int port;

	private ServerProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static ServerProcess start(Peer peer, Options options, List<String> properties)
			throws IOException, InterruptedException {
		Files.createDirectories(Output.DIRECTORY);
		Path portFile = Output.DIRECTORY.resolve(peer + ".port").toAbsolutePath();
		Files.deleteIfExists(portFile);
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Xmx" + options.heap());
		command.add("-XX:+ExitOnOutOfMemoryError");
		command.addAll(List.of("-cp", classPathOf(peer), peer.main(), portFile.toString()));
		command.addAll(arguments(peer.properties()));
		command.addAll(arguments(options.properties()));
		command.addAll(arguments(properties));
		File log = Output.DIRECTORY.resolve(peer + ".log").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
			.start();
		return new ServerProcess(process, awaitPort(process, portFile, log));
	}

	private static String classPathOf(Peer peer) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(peer::takes)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static List<String> arguments(List<String> properties) {
		return properties.stream().map((property) -> "--" + property).toList();
	}

	private static int awaitPort(Process process, Path portFile, File log) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (System.nanoTime() < deadline && process.isAlive()) {
			String text = Files.exists(portFile) ? Files.readString(portFile) : "";
			if (!text.isBlank()) {
				return Integer.parseInt(text.strip());
			}
			TimeUnit.MILLISECONDS.sleep(50);
		}
		process.destroyForcibly();
		throw new IOException("The server did not start, see " + log);
	}

	int port() {
		return this.port;
	}

	Control control() {
		return new Control(this.port);
	}

	/**
	 * The processor time used so far. On Linux this is what /proc/PID/stat says, in steps
	 * of 10 ms.
	 */
	Duration cpu() throws IOException {
		if (!this.process.isAlive()) {
			throw new IOException("The server has died");
		}
		return this.process.toHandle()
			.info()
			.totalCpuDuration()
			.orElseThrow(() -> new IOException("This JDK cannot tell the processor time of a process"));
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

}
