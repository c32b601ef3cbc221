package dev.taskstream.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Redis on a free port, without persistence. Where none is installed, a test that
 * needs it is skipped.
 */
public final class RedisServer implements AutoCloseable {

	private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

	private final int port;

	private final List<String> options;

	private Process process;

	private RedisServer(int port, List<String> options) {
		this.port = port;
		this.options = options;
	}

	public static RedisServer start(String... options) throws IOException {
		assumeThat(isInstalled()).as("redis-server is installed (apt-get install redis-server)").isTrue();
		RedisServer server = new RedisServer(freePort(), List.of(options));
		server.restarts();
		return server;
	}

	/**
	 * Starts a Sentinel that watches a server, and makes a replica the master when the
	 * server is gone.
	 * @param name the name of the master
	 * @param directory where the Sentinel keeps what it knows
	 */
	static RedisServer startSentinel(RedisServer master, String name, Path directory) throws IOException {
		Path configuration = Files.writeString(directory.resolve("sentinel.conf"), """
				sentinel monitor %1$s 127.0.0.1 %2$s 1
				sentinel down-after-milliseconds %1$s 500
				sentinel failover-timeout %1$s 5000
				""".formatted(name, master.port));
		RedisServer sentinel = new RedisServer(freePort(), List.of());
		sentinel.run(List.of(program().getPath(), configuration.toString(), "--sentinel", "--port",
				String.valueOf(sentinel.port), "--bind", "127.0.0.1"));
		return sentinel;
	}

	public static boolean isInstalled() {
		return program() != null;
	}

	private static File program() {
		return Stream.of("/usr/bin/redis-server", "/usr/local/bin/redis-server", "/usr/bin/valkey-server")
			.map(File::new)
			.filter(File::canExecute)
			.findFirst()
			.orElse(null);
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Starts again on the same port, with nothing in it.
	 */
	public void restarts() throws IOException {
		List<String> command = new ArrayList<>(
				List.of(program().getPath(), "--port", String.valueOf(this.port), "--bind", "127.0.0.1", "--save", "",
						"--appendonly", "no", "--dir", System.getProperty("java.io.tmpdir")));
		command.addAll(this.options);
		run(command);
	}

	private void run(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		await().ignoreExceptions().until(() -> send("PING").contains("PONG"));
	}

	int port() {
		return this.port;
	}

	/**
	 * The arguments of a node of an application that uses this server. It takes a lost
	 * node for lost after a few seconds.
	 */
	String[] arguments(String... more) {
		return argumentsWithTimeout("5s", more);
	}

	public String[] argumentsWithTimeout(String nodeTimeout, String... more) {
		return Stream.concat(Stream.of("--spring.autoconfigure.exclude=" + JETTY,
				"--spring.data.redis.port=" + this.port, "--spring.data.redis.repositories.enabled=false",
				"--taskstream.relay=redis", "--taskstream.relay.node-timeout=" + nodeTimeout), Stream.of(more))
			.toArray(String[]::new);
	}

	/**
	 * Sends a command of plain words, and returns the beginning of the answer.
	 */
	String send(String command) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 2000);
			socket.setSoTimeout(5000);
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
			byte[] answer = new byte[65_536];
			int length = socket.getInputStream().read(answer);
			return new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Loses its data right after the next command on a key that is not a blocking one,
	 * and before the next command of the same client.
	 */
	void losesItsDataAfterACommandOn(String key) throws IOException {
		try (Socket monitor = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			monitor.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
			BufferedReader commands = new BufferedReader(
					new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8));
			String command = commands.readLine();
			while (!command.contains(key) || command.contains("XREAD")) {
				command = commands.readLine();
			}
			send("FLUSHALL");
		}
	}

	void pauses() throws Exception {
		signal(this.process.pid(), "STOP");
	}

	void goesOn() throws Exception {
		signal(this.process.pid(), "CONT");
	}

	public void dies() throws InterruptedException {
		this.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
	}

	static void signal(long pid, String name) throws Exception {
		int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start().waitFor();
		if (code != 0) {
			throw new IllegalStateException("No signal to " + pid);
		}
	}

	@Override
	public void close() throws Exception {
		dies();
	}

}
