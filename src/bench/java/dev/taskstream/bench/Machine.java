package dev.taskstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How much of the machine others use meanwhile. Known on Linux only.
 */
final class Machine {

	private static final Path STAT = Path.of("/proc/stat");

	private static final int MILLIS_PER_TICK = 10;

	/** Of the numbers in the line: idle and waiting for a disk. */
	private static final int IDLE = 3;

	private static final int WAITING = 4;

	private final ServerProcess server;

	private final long begunNanos = System.nanoTime();

	private final double begunOthers;

	Machine(ServerProcess server) throws IOException {
		this.server = server;
		this.begunOthers = othersMillis();
	}

	private double othersMillis() throws IOException {
		if (!Files.exists(STAT)) {
			return Double.NaN;
		}
		String[] numbers = Files.readString(STAT)
			.lines()
			.findFirst()
			.orElseThrow()
			.replaceFirst("cpu +", "")
			.split(" ");
		double busy = 0;
		for (int i = 0; i < 8; i++) {
			if (i != IDLE && i != WAITING) {
				busy += Double.parseDouble(numbers[i]) * MILLIS_PER_TICK;
			}
		}
		Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
		return busy - own.toMillis() - this.server.cpu().toMillis();
	}

	/**
	 * The share since this was made.
	 */
	double othersPercent() throws IOException {
		double millis = (System.nanoTime() - this.begunNanos) / 1e6 * Runtime.getRuntime().availableProcessors();
		return 100 * Math.max(0, othersMillis() - this.begunOthers) / millis;
	}

}
