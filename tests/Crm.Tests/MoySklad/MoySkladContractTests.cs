using CallControl.Crm.Tests.Suite;

namespace CallControl.Crm.Tests.MoySklad;

public sealed class MoySkladContractTests() : CrmContractSuite(new MoySkladLab());
