package dev.taskstream.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes ordinary requests at a rate, on a thread of its own so that it shares nothing
 * with the streams. Latency counts from when a request was due, so that one that is slow
 * does not hide those behind it.
 */
public final class Requests implements AutoCloseable {

	private final URI uri;

	private final long pauseNanos;

	private final Histogram latency = new Histogram();

	private final Thread thread = new Thread(this::run, "load-requests");

	private volatile boolean over;

	private int failed;

	/**
	 * Begins.
	 * @param port where the server listens
	 * @param perSecond how many requests in a second; 0 for none
	 */
	public Requests(int port, int perSecond) {
		this.uri = URI.create("http://127.0.0.1:" + port + "/load/hello");
		this.pauseNanos = (perSecond > 0) ? 1_000_000_000L / perSecond : 0;
		this.thread.setDaemon(true);
		if (perSecond > 0) {
			this.thread.start();
		}
	}

	private void run() {
		long due = System.nanoTime();
		while (!this.over) {
			try {
				request();
				this.latency.add(System.nanoTime() - due);
			}
			catch (IOException ex) {
				this.failed++;
			}
			due += this.pauseNanos;
			while (due - System.nanoTime() > 0) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
		}
	}

	private void request() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) this.uri.toURL().openConnection();
		connection.setReadTimeout(10_000);
		try (InputStream body = connection.getInputStream()) {
			body.readAllBytes();
		}
	}

	/**
	 * How long the requests took.
	 * @return the latencies of those that were answered, complete once this is closed
	 */
	public Histogram latency() {
		return this.latency;
	}

	/**
	 * How many requests got no proper answer.
	 * @return the number, complete once this is closed
	 */
	public int failed() {
		return this.failed;
	}

	@Override
	public void close() {
		this.over = true;
		try {
			this.thread.join(10_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
