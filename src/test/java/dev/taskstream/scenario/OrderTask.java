package dev.taskstream.scenario;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;

/**
 * A task with validated parameters.
 */
class OrderTask extends BaseTask<WorkController.Order, String> {

	@Override
	protected String execute(WorkController.Order order, ProgressHandle progress) {
		return order.count() + " x " + order.item();
	}

}
