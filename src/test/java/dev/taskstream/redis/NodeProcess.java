package dev.taskstream.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.StartOptions;
import dev.taskstream.scenario.RunningService;

/**
 * A node in a process of its own, with tasks that report for a while, or until they are
 * told to stop.
 */
public final class NodeProcess implements AutoCloseable {

	static final int FOR_EVER = Integer.MAX_VALUE;

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

	/**
	 * Starts a node and its tasks, the first of which has a key and no owner.
	 */
	static NodeProcess start(int tasks, String... arguments) throws IOException {
		NodeProcess node = start(tasks, FOR_EVER, 50, arguments);
		node.begins();
		return node;
	}

	/**
	 * Starts a node and the owner's tasks, which report once the node {@link #begins()}.
	 * @param reports how often each task reports
	 * @param pauseMillis the time after each report
	 */
	public static NodeProcess start(int tasks, int reports, int pauseMillis, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xmx256m", "-cp", System.getProperty("java.class.path"), NodeProcess.class.getName(),
						String.valueOf(tasks), String.valueOf(reports), String.valueOf(pauseMillis)));
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

	/**
	 * Lets the tasks report.
	 */
	public void begins() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	public int port() {
		return this.port;
	}

	public List<UUID> tasks() {
		return this.tasks;
	}

	public void dies() throws InterruptedException {
		this.process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
	}

	public void pauses() throws Exception {
		RedisServer.signal(this.process.pid(), "STOP");
	}

	public void goesOn() throws Exception {
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
	public static void main(String[] arguments) throws IOException {
		RunningService service = RunningService
			.start(List.of(arguments).subList(3, arguments.length).toArray(String[]::new));
		Runtime.getRuntime().addShutdownHook(new Thread(service::close));
		RelayNodes.awaitAvailable(service);
		CountDownLatch begun = new CountDownLatch(1);
		StringBuilder ready = new StringBuilder(READY).append(service.port());
		int reports = Integer.parseInt(arguments[1]);
		for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
			StartOptions options = (i == 0 && reports == FOR_EVER) ? StartOptions.create().key(KEY)
					: StartOptions.create().owner(OWNER);
			Ticking task = new Ticking(begun, reports, Integer.parseInt(arguments[2]));
			ready.append(' ').append(service.tasks().start(task, null, options).taskId());
		}
		System.out.println(ready);
		System.in.read();
		begun.countDown();
	}

	/**
	 * The text of a report.
	 * @param number the first one has 1
	 */
	public static String report(int number) {
		return "tick " + number;
	}

	/**
	 * Reports as often as it is told to.
	 */
	static final class Ticking extends BaseTask<Void, Void> {

		private final CountDownLatch begun;

		private final int reports;

		private final int pauseMillis;

		Ticking(CountDownLatch begun, int reports, int pauseMillis) {
			this.begun = begun;
			this.reports = reports;
			this.pauseMillis = pauseMillis;
		}

		@Override
		protected Void execute(Void nothing, ProgressHandle progress) throws Exception {
			this.begun.await();
			for (int i = 1; i <= this.reports; i++) {
				progress.report(report(i));
				TimeUnit.MILLISECONDS.sleep(this.pauseMillis);
			}
			return null;
		}

	}

}
