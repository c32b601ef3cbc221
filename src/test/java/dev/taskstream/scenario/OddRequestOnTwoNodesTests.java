package dev.taskstream.scenario;

/**
 * {@link OddRequestTests} on two nodes.
 */
@OnTwoNodes
class OddRequestOnTwoNodesTests extends OddRequestTests {

}
