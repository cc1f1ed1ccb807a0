using EvaluatorSuite.Application.Tests;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(HostsFixture))]

// The tests of one database share it and empty it.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
