using CallControl.Crm.Tests.Suite;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class DigitalRopContractTests() : CrmContractSuite(new DigitalRopLab());
