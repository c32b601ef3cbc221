package dev.taskstream.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy before several servers: each connection goes to the next one that takes it,
 * and is cut after a random time.
 */
public final class RoundRobinProxy implements AutoCloseable {

	private static final int CONNECT_MILLIS = 1000;

	private final List<Integer> servers;

	private final int cutAfterMillis;

	private final Random random;

	private final ServerSocket listener;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledExecutorService cuts = Executors.newSingleThreadScheduledExecutor();

	private int next;

	/**
	 * Starts to listen.
	 * @param servers the ports of the servers
	 * @param cutAfterMillis how long a connection lasts at most, half of it in the mean
	 */
	public RoundRobinProxy(List<Integer> servers, int cutAfterMillis, long seed) throws IOException {
		this.servers = servers;
		this.cutAfterMillis = cutAfterMillis;
		this.random = new Random(seed);
		this.listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
		this.threads.execute(this::accept);
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.next = (this.next + 1) % this.servers.size();
				int first = this.next;
				this.threads.execute(() -> serve(client, first));
				this.cuts.schedule(() -> close(client), this.random.nextInt(this.cutAfterMillis),
						TimeUnit.MILLISECONDS);
			}
			catch (IOException ex) {
				// closed, or the next one has more luck
			}
		}
	}

	private void serve(Socket client, int first) {
		this.sockets.add(client);
		try (Socket server = connect(first)) {
			this.sockets.add(server);
			this.threads.execute(() -> pump(server, client));
			pump(client, server);
		}
		catch (IOException ex) {
			close(client);
		}
	}

	private Socket connect(int first) throws IOException {
		for (int i = 0; i < this.servers.size(); i++) {
			Socket server = new Socket();
			try {
				server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(),
						this.servers.get((first + i) % this.servers.size())), CONNECT_MILLIS);
				return server;
			}
			catch (IOException ex) {
				server.close();
			}
		}
		throw new IOException("No server");
	}

	/**
	 * Passes on what comes, and closes both ends when one is closed.
	 */
	private static void pump(Socket from, Socket to) {
		try (from; to; InputStream in = from.getInputStream()) {
			in.transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// cut
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// it is gone
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.cuts.shutdownNow();
		this.sockets.forEach(RoundRobinProxy::close);
		this.threads.shutdownNow();
	}

}
