package dev.taskstream.scenario;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that has added Taskstream as a dependency.
 */
@SpringBootApplication
class ScenarioApplication {

}
