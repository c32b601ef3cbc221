package dev.taskstream.scenario;

import java.net.URI;

/**
 * Where an application of a test listens.
 */
final class Address {

	private Address() {
	}

	static URI of(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

}
