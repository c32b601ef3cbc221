package dev.taskstream.scenario;

import dev.taskstream.TaskService;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What clients do to an application on a real port, which must not complain of it.
 */
abstract class Scenario {

	@RegisterExtension
	final QuietLog log = new QuietLog();

	@LocalServerPort
	int port;

	@Autowired
	TaskService tasks;

}
