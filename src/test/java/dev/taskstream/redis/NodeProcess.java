package dev.taskstream.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.StartOptions;
import dev.taskstream.scenario.RunningService;

/**
 * A node in a process of its own, with tasks that report until they are told to stop.
 */
final class NodeProcess implements AutoCloseable {

	static final String KEY = "the key of the first task";

	static final String OWNER = "alice";

	private static final String READY = "ready ";

	private final Process process;

	private final int port;

	private final List<UUID> tasks;

	private NodeProcess(Process process, int port, List<UUID> tasks) {
		this.process = process;
		this.port = port;
		this.tasks = tasks;
	}

	static NodeProcess start(int tasks, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xmx256m", "-cp", System.getProperty("java.class.path"), NodeProcess.class.getName(),
						String.valueOf(tasks)));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		List<String> lines = new ArrayList<>();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			if (line.startsWith(READY)) {
				Thread drain = new Thread(() -> output.lines().forEach((ignored) -> {
				}), "drains-the-output");
				drain.setDaemon(true);
				drain.start();
				String[] words = line.substring(READY.length()).split(" ");
				return new NodeProcess(process, Integer.parseInt(words[0]),
						List.of(words).subList(1, words.length).stream().map(UUID::fromString).toList());
			}
		}
		throw new IllegalStateException("The process ended: " + String.join("\n", lines));
	}

	int port() {
		return this.port;
	}

	List<UUID> tasks() {
		return this.tasks;
	}

	void dies() throws InterruptedException {
		this.process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
	}

	void pauses() throws Exception {
		RedisServer.signal(this.process.pid(), "STOP");
	}

	void goesOn() throws Exception {
		RedisServer.signal(this.process.pid(), "CONT");
	}

	/**
	 * Stops the node in an orderly way.
	 * @return whether it stopped in time
	 */
	boolean stops() throws InterruptedException {
		this.process.destroy();
		return this.process.waitFor(20, TimeUnit.SECONDS);
	}

	@Override
	public void close() throws Exception {
		dies();
	}

	/**
	 * Starts a node and its tasks.
	 */
	public static void main(String[] arguments) {
		RunningService service = RunningService
			.start(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
		Runtime.getRuntime().addShutdownHook(new Thread(service::close));
		RelayNodes.awaitAvailable(service);
		StringBuilder ready = new StringBuilder(READY).append(service.port());
		for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
			StartOptions options = (i == 0) ? StartOptions.create().key(KEY) : StartOptions.create().owner(OWNER);
			ready.append(' ').append(service.tasks().start(new Ticking(), null, options).taskId());
		}
		System.out.println(ready);
	}

	/**
	 * Reports for ever.
	 */
	static final class Ticking extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void nothing, ProgressHandle progress) throws Exception {
			for (int i = 1;; i++) {
				progress.report("tick " + i);
				TimeUnit.MILLISECONDS.sleep(50);
			}
		}

	}

}
