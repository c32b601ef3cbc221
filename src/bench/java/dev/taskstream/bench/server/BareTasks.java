package dev.taskstream.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.taskstream.TaskStartResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The least that a container allows: a servlet without Spring, every event put together
 * once, non-blocking output. It drops what a client does not take at once and forgets
 * everything at the end, so it is a floor and not an alternative.
 */
class BareTasks extends HttpServlet implements JobRunner {

	private final transient ExecutorService executor = Executors.newCachedThreadPool();

	private final transient Map<UUID, List<Stream>> streams = new ConcurrentHashMap<>();

	@Override
	public TaskStartResponse start(Job job) {
		UUID id = UUID.randomUUID();
		this.streams.put(id, new CopyOnWriteArrayList<>());
		this.executor.execute(() -> execute(id, job));
		return new TaskStartResponse(id, "/streams/" + id);
	}

	@Override
	protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
		List<Stream> others = this.streams.get(UUID.fromString(request.getPathInfo().substring(1)));
		response.setContentType("text/event-stream");
		AsyncContext context = request.startAsync();
		context.setTimeout(0);
		ServletOutputStream output = response.getOutputStream();
		output.setWriteListener(new Stream(context, output, others));
	}

	private void execute(UUID id, Job job) {
		List<Stream> watchers = this.streams.get(id);
		HandWrittenTasks.Numbers numbers = new HandWrittenTasks.Numbers();
		try {
			job.run((text, value) -> send(watchers,
					frame(numbers.next(), "progress_update", id, "\"text\":\"" + text + "\",\"value\":" + value)));
			send(watchers, frame(numbers.next(), "task_completed", id, "\"result\":\"done\""));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			watchers.forEach((stream) -> stream.context.complete());
			this.streams.remove(id);
		}
	}

	private static byte[] frame(long number, String type, UUID id, String details) {
		return ("id: " + number + "\nevent: " + type + "\ndata: {\"type\":\"" + type + "\",\"taskId\":\"" + id
				+ "\",\"timestamp\":\"" + Instant.now() + "\"," + details + "}\n\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	private static void send(List<Stream> watchers, byte[] frame) throws IOException {
		for (Stream stream : watchers) {
			stream.send(frame);
		}
	}

	private static final class Stream implements WriteListener {

		private final AsyncContext context;

		private final ServletOutputStream output;

		private final List<Stream> others;

		Stream(AsyncContext context, ServletOutputStream output, List<Stream> others) {
			this.context = context;
			this.output = output;
			this.others = others;
		}

		@Override
		public synchronized void onWritePossible() throws IOException {
			if (!this.others.contains(this)) {
				this.others.add(this);
				send(": connected\n\n".getBytes(StandardCharsets.US_ASCII));
			}
		}

		@Override
		public void onError(Throwable ex) {
			this.others.remove(this);
		}

		synchronized void send(byte[] frame) throws IOException {
			if (this.output.isReady()) {
				this.output.write(frame);
				if (this.output.isReady()) {
					this.output.flush();
				}
			}
		}

	}

}
