using CallControl.Crm.Tests.Suite;

namespace CallControl.Crm.Tests.RetailCrm;

public sealed class RetailCrmContractTests() : CrmContractSuite(new RetailCrmLab());
