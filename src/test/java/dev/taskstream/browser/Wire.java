package dev.taskstream.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between the browser and a server: a TCP proxy that can be cut.
 */
final class Wire implements AutoCloseable {

	private final ServerSocket entrance;

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	private volatile int target;

	private volatile Condition condition = Condition.WHOLE;

	Wire(int target) {
		this.target = target;
		try {
			this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		inBackground(this::accept);
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.entrance.getLocalPort() + path;
	}

	/** What lies behind from now on, as after a restart. */
	void leadTo(int port) {
		this.target = port;
	}

	void breakBy(Breakage breakage) {
		switch (breakage) {
			case CLOSE -> change(Condition.REFUSING);
			case RESET -> {
				this.connections.forEach(Connection::reset);
				change(Condition.REFUSING);
			}
			case BLACK_HOLE -> change(Condition.SILENT);
			case BAD_GATEWAY -> change(Condition.BAD_GATEWAY);
		}
	}

	private void change(Condition next) {
		this.condition = next;
		this.connections.forEach((next != Condition.SILENT) ? Connection::close : Connection::goDead);
	}

	void mend() {
		this.condition = Condition.WHOLE;
	}

	private void accept() throws IOException {
		while (true) {
			Connection connection = new Connection(this.entrance.accept());
			this.connections.add(connection);
			inBackground(connection::serve);
		}
	}

	private static void inBackground(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// The other side went, or the test is over
			}
		}, "wire");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.connections.forEach(Connection::close);
	}

	enum Breakage {

		/** Connections end in an orderly way, and new ones at once. */
		CLOSE,

		/** Connections are reset. */
		RESET,

		/** Nothing arrives any more, and nobody is told. */
		BLACK_HOLE,

		/** A proxy answers that it reaches nobody. */
		BAD_GATEWAY

	}

	private enum Condition {

		WHOLE, REFUSING, SILENT, BAD_GATEWAY

	}

	private interface Work {

		void run() throws IOException;

	}

	private final class Connection {

		private static final String BAD_GATEWAY = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"
				+ "Access-Control-Allow-Origin: *\r\nContent-Length: 3\r\nConnection: close\r\n\r\n502";

		private final Socket near;

		private final Socket far = new Socket();

		private volatile boolean dead;

		Connection(Socket near) {
			this.near = near;
		}

		void serve() throws IOException {
			switch (Wire.this.condition) {
				case WHOLE -> {
					this.far
						.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), Wire.this.target));
					inBackground(() -> pump(this.far, this.near));
					pump(this.near, this.far);
				}
				case REFUSING -> close();
				case SILENT -> goDead();
				case BAD_GATEWAY -> {
					this.near.getInputStream().read(new byte[8192]);
					this.near.getOutputStream().write(BAD_GATEWAY.getBytes(StandardCharsets.US_ASCII));
					close();
				}
			}
		}

		private void pump(Socket from, Socket to) throws IOException {
			try {
				InputStream in = from.getInputStream();
				OutputStream out = to.getOutputStream();
				byte[] buffer = new byte[8192];
				for (int read; (read = in.read(buffer)) >= 0;) {
					if (!this.dead) {
						out.write(buffer, 0, read);
					}
				}
			}
			finally {
				if (!this.dead) {
					close();
				}
			}
		}

		void goDead() {
			this.dead = true;
		}

		void reset() {
			try {
				this.near.setSoLinger(true, 0);
				this.far.setSoLinger(true, 0);
			}
			catch (IOException ex) {
				// Already closed
			}
			close();
		}

		void close() {
			Wire.this.connections.remove(this);
			try (this.near; this.far) {
				// Closed by leaving
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
