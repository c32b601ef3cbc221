package dev.taskstream.bench;

import java.nio.file.Path;

/**
 * Where everything goes that is written.
 */
final class Output {

	static final Path DIRECTORY = Path.of("target", "bench");

	private Output() {
	}

}
